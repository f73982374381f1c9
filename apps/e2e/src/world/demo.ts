import { freePort, type SpawnedProcess } from '@accord/testing';
import type { World } from './world.js';

/** Starts the demo in a world: its issuer, gateway and services, with traffic twenty times as fast as for people. */
export async function startDemo(world: World): Promise<{ demo: SpawnedProcess; demoUrl: string }> {
  const base = await freePort(6);
  const demo = world.spawn('apps/demo/dist/main.js', {
    ACCORD_API_URL: world.admin.url,
    ACCORD_DASHBOARD_URL: world.dashboardUrl,
    ACCORD_API_TOKEN: world.admin.token,
    ACCORD_DATA_DIR: world.dataDir,
    ACCORD_DEMO_PORT: String(base),
    ACCORD_DEMO_PAUSE_MS: '50',
  });
  await demo.waitForOutput(/demo: ready/, 90_000);
  return { demo, demoUrl: `http://localhost:${base}` };
}
