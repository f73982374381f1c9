import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, spawnProcess } from '@accord/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { root } from './lib/paths.mjs';

const script = join(root, 'tools/start.mjs');
// Seconds on a quiet machine; other suites run beside this one. More than the parts get, so that one that hangs is named.
const startMs = 90_000;
// The first one may have to build.
const firstStartMs = 240_000;

let dataDir;
let ports;
const started = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'accord-start-'));
  ports = { api: await freePort(), dashboard: await freePort() };
});

// A test that failed must not leave the next one a taken port.
afterEach(async () => {
  for (const accord of started.splice(0)) await accord.kill('SIGTERM');
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function start(env = {}, ...args) {
  const accord = spawnProcess({
    args: [script, ...args],
    cwd: root,
    env: {
      ACCORD_DATA_DIR: dataDir,
      ACCORD_API_PORT: String(ports.api),
      ACCORD_DASHBOARD_PORT: String(ports.dashboard),
      ...env,
    },
  });
  started.push(accord);
  return accord;
}

const origin = () => `http://localhost:${ports.dashboard}`;

function logIn(password) {
  return fetch(`${origin()}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: origin() },
    body: JSON.stringify({ email: 'admin@accord.local', password }),
  });
}

function databaseProcess() {
  const [pid] = readFileSync(join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n');
  return `/proc/${pid}`;
}

it(
  'starts everything, stops it on a signal, and starts again with the same data',
  { timeout: 360_000 },
  async () => {
    const first = start({}, '--no-demo');
    await first.waitForOutput(/Ctrl-C stops everything/, firstStartMs);
    expect(first.output()).toContain(`Accord is ready: ${origin()}`);
    const password = /password {2}(\S+) {3}\(shown this once/.exec(first.output())?.[1];
    const passwordFile = join(dataDir, 'admin-password');
    expect(password).toMatch(/^[\w-]{20,}$/);
    expect(readFileSync(passwordFile, 'utf8').trim()).toBe(password);
    for (const secret of ['admin-password', 'database-url', 'master-key', 'postgres/password']) {
      expect(statSync(join(dataDir, secret)).mode & 0o777, secret).toBe(0o600);
    }
    expect((await logIn('a wrong password')).status).toBe(401);
    expect((await logIn(password)).ok).toBe(true);
    const jwks = await fetch(`${origin()}/issuers/nobody/jwks.json`);
    expect([jwks.status, jwks.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('problem+json'),
    ]);

    const database = databaseProcess();
    expect(existsSync(database)).toBe(true);
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(existsSync(database)).toBe(false);
    await expect(fetch(origin())).rejects.toThrow();

    const second = start({}, '--no-demo');
    await second.waitForOutput(/Ctrl-C stops everything/, startMs);
    expect(second.output()).not.toContain(password);
    expect(second.output()).toContain(passwordFile);
    expect((await logIn(password)).ok).toBe(true);
    expect(await second.kill('SIGINT')).toEqual({ code: 0, signal: null });
  },
);

it(
  'stops everything when one part dies, and says which, with its last lines',
  { timeout: 120_000 },
  async () => {
    const accord = start({}, '--no-demo');
    await accord.waitForOutput(/Ctrl-C stops everything/, startMs);
    process.kill(Number(databaseProcess().slice('/proc/'.length)), 'SIGKILL');
    expect(await accord.exited).toEqual({ code: 1, signal: null });
    expect(accord.output()).toMatch(/(PostgreSQL|API) stopped unexpectedly/);
    await expect(fetch(origin())).rejects.toThrow();
  },
);

it('names the variable of a port that is taken', async () => {
  const blocker = createServer().listen(ports.api, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const accord = start({}, '--no-demo');
  expect((await accord.exited).code).toBe(1);
  expect(accord.output()).toMatch(new RegExp(`ACCORD_API_PORT: port ${ports.api} is taken`));
  // Not 1000 away: that is the other one's default.
  expect(accord.output()).toContain(`e.g. ACCORD_API_PORT=${ports.api + 10}`);
  blocker.close();
});

it('tells each bad variable on a line of its own', async () => {
  const accord = start({ ACCORD_API_PORT: 'many', DATABASE_URL: 'mysql://db' });
  expect((await accord.exited).code).toBe(1);
  expect(accord.output()).toMatch(/^.*ACCORD_API_PORT: found "many", expected a port from 1 to 65535$/m);
  expect(accord.output()).toMatch(/^DATABASE_URL: found a value that is not shown, expected postgres:/m);
});
