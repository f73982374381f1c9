import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort, startPostgres } from '@accord/embedded-postgres';
import pg from 'pg';
import { startChild, waitUntilReady } from '../../../tools/lib/child.mjs';
import { dashboardUrl, spawnDashboard } from '../../../tools/lib/dashboard.mjs';
import { makeDataDir, secretFile } from '../../../tools/lib/secrets.mjs';
import { adminEmail, apiEnvironment, createAdmin, migrate } from '../../../tools/lib/seed.mjs';

const READY_WITHIN_MS = 300_000;

/** A migrated database below `dataDir`, kept between runs, and what the processes on it need to know. */
export async function openInstallation(dataDir) {
  makeDataDir(dataDir);
  const server = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    durable: true,
    settings: { shared_buffers: '1GB', max_wal_size: '4GB', work_mem: '16MB' },
  });
  const settings = {
    dataDir,
    apiPort: await freePort(),
    dashboardHost: 'localhost',
    dashboardPort: await freePort(),
    masterKey: undefined,
  };
  settings.apiUrl = `http://127.0.0.1:${settings.apiPort}`;
  settings.publicUrl = `http://localhost:${settings.dashboardPort}`;
  const bootstrap = randomBytes(32).toString('base64url');
  const env = {
    ...apiEnvironment(settings, server.url),
    ACCORD_LOG_LEVEL: 'warn',
    ACCORD_BOOTSTRAP_TOKEN: bootstrap,
    NODE_ENV: 'production',
  };
  const client = new pg.Client({ connectionString: server.url });
  await migrate(env);
  await client.connect();
  return {
    client,
    settings,
    env,
    bootstrap,
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** The built API on the installation. */
export async function startApi({ settings, env }) {
  const api = startChild({
    name: 'API',
    args: ['apps/api/dist/main.js'],
    env,
    logFile: join(settings.dataDir, 'api.log'),
  });
  await waitUntilReady(api, `${settings.apiUrl}/readyz`, READY_WITHIN_MS);
  return api;
}

/** The built dashboard in front of it, and an account that may do everything: { dashboard, email, password }. */
export async function startDashboard({ settings, env }) {
  await createAdmin(settings, env, 'bench');
  const dashboard = spawnDashboard(settings);
  await waitUntilReady(dashboard, `${dashboardUrl(settings)}/login`, READY_WITHIN_MS);
  return { dashboard, email: adminEmail, password: secretFile(settings.dataDir, 'admin-password').read() };
}
