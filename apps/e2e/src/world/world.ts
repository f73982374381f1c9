import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  cloneTemplate,
  freePort,
  spawnProcess,
  type SpawnedProcess,
  type TestClusterAddress,
} from '@accord/testing';
import { AdminApi } from './admin-api.js';

const root = resolve(import.meta.dirname, '../../../..');
const script = (path: string) => join(root, path);

/** Where the worlds of a run read which server holds their databases. */
export const CLUSTER_VARIABLE = 'ACCORD_E2E_CLUSTER';
const clusterAddress = () => JSON.parse(process.env[CLUSTER_VARIABLE] ?? '') as TestClusterAddress;

export const ADMIN = { email: 'admin@accord.test', password: 'a-long-enough-password' };

/** Accord as it runs in production, from the built files: a database, API and dashboard, each a real process. */
export interface World {
  admin: AdminApi;
  dashboardUrl: string;
  dataDir: string;
  /** kill -9, and back again on the same port and database. */
  killApi(): Promise<void>;
  startApi(): Promise<void>;
  /** One more API process on the same database; its URL. */
  startReplica(): Promise<string>;
  spawn(path: string, env: Record<string, string>): SpawnedProcess;
  stop(): Promise<void>;
}

/** `settings`: what differs from the API's defaults. */
export async function startWorld(settings: Record<string, string>): Promise<World> {
  const database = await cloneTemplate(clusterAddress());
  const dataDir = await mkdtemp(join(tmpdir(), 'accord-e2e-'));
  const [apiPort, dashboardPort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const dashboardUrl = `http://localhost:${dashboardPort}`;
  const apiEnv = {
    DATABASE_URL: database.url,
    ACCORD_API_PORT: String(apiPort),
    ACCORD_PUBLIC_URL: dashboardUrl,
    ACCORD_MASTER_KEY: randomBytes(32).toString('base64url'),
    ACCORD_ALLOW_LOOPBACK_ISSUERS: 'true',
    ACCORD_DRAIN_SECONDS: '0',
    ACCORD_LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    ...settings,
  };
  const spawn = (path: string, env: Record<string, string>, ...more: string[]) =>
    spawnProcess({ args: [script(path), ...more], env });

  const command = async (name: string, input: string, ...more: string[]) => {
    const child = spawnProcess({
      args: [script(`apps/api/dist/commands/${name}.js`), ...more],
      env: apiEnv,
      input,
    });
    const { code } = await child.exited;
    if (code !== 0) throw new Error(`${name} failed: ${child.output()}`);
    return child.stdout().trim();
  };
  await command('create-admin', `${ADMIN.password}\n`, '--email', ADMIN.email);
  const token = await command('create-api-token', '', '--name', 'e2e', '--role', 'admin');

  const startOn = async (port: number) => {
    const child = spawn('apps/api/dist/main.js', { ...apiEnv, ACCORD_API_PORT: String(port) });
    await child.waitForUrl(`http://127.0.0.1:${port}/readyz`, 120_000);
    return child;
  };
  let api: SpawnedProcess | undefined;
  const startApi = async () => {
    api = await startOn(apiPort);
  };
  const replicas: SpawnedProcess[] = [];
  const startReplica = async () => {
    const port = await freePort();
    replicas.push(await startOn(port));
    return `http://127.0.0.1:${port}`;
  };
  const require = createRequire(join(root, 'apps/dashboard/package.json'));
  const next = join(dirname(require.resolve('next/package.json')), 'dist/bin/next');
  const dashboard = spawnProcess({
    args: [next, 'start', '--port', String(dashboardPort), '--hostname', '127.0.0.1'],
    cwd: join(root, 'apps/dashboard'),
    env: { ACCORD_API_URL: apiUrl, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  await startApi();
  await dashboard.waitForUrl(`${dashboardUrl}/login`, 120_000);

  return {
    admin: new AdminApi(apiUrl, token),
    dashboardUrl,
    dataDir,
    killApi: async () => {
      await api?.kill('SIGKILL');
    },
    startApi,
    startReplica,
    spawn: (path, env) => spawn(path, env),
    stop: async () => {
      // The API ends the event streams of pages that are still open; the dashboard would wait for them.
      for (const child of [...replicas, api]) await child?.kill('SIGTERM');
      await dashboard.kill('SIGTERM');
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
