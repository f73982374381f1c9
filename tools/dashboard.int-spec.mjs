import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, spawnProcess } from '@accord/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { buildIfChanged } from './lib/build.mjs';
import { binOf, root } from './lib/paths.mjs';

// Seconds on a quiet machine; other suites run beside this one.
const startMs = 90_000;

let api;
let asked;
let apiUrl;
const started = [];

beforeAll(async () => {
  await buildIfChanged();
  api = createServer((request, response) => {
    asked.push(request.url);
    if (request.url === '/v1/slow') return;
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: hello\n\n');
  });
  await once(api.listen(0, '127.0.0.1'), 'listening');
  apiUrl = `http://127.0.0.1:${api.address().port}`;
}, 360_000);

afterEach(async () => {
  for (const dashboard of started.splice(0)) await dashboard.kill('SIGKILL');
});

afterAll(() => {
  api.closeAllConnections();
  api.close();
});

async function start(env) {
  asked = [];
  const port = String(await freePort());
  const dashboard = spawnProcess({
    args: [binOf('next', 'next', 'apps/dashboard'), 'start', '--hostname', '127.0.0.1', '--port', port],
    cwd: join(root, 'apps/dashboard'),
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  started.push(dashboard);
  return { dashboard, url: `http://127.0.0.1:${port}` };
}

async function ready(env = { ACCORD_API_URL: apiUrl }) {
  const { dashboard, url } = await start(env);
  await dashboard.waitForUrl(`${url}/icon.svg`, startMs);
  return { dashboard, url };
}

/** Resolves when it has ended, which must not take longer than `withinMs`. */
async function end(dashboard, withinMs) {
  const ended = dashboard.kill('SIGTERM').then(() => 'ended');
  expect(await Promise.race([ended, delay(withinMs, 'still there')])).toBe('ended');
}

it('ends at once on SIGTERM though a page holds an event stream open', { timeout: startMs }, async () => {
  const { dashboard, url } = await ready();
  const stream = await fetch(`${url}/v1/events`);
  const reader = stream.body.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('event: hello\n\n');
  const lost = reader.read().catch(() => ({ done: true }));
  await end(dashboard, 4_500);
  expect(await lost).toMatchObject({ done: true });
});

it('waits for other answers only so long', { timeout: startMs }, async () => {
  const { dashboard, url } = await ready();
  const lost = fetch(`${url}/v1/slow`).catch(() => 'lost');
  await expect.poll(() => asked, { timeout: 10_000 }).toEqual(['/v1/slow']);
  await end(dashboard, 10_000);
  expect(await lost).toBe('lost');
});

it('says that it lives without asking the API, and that pages want https', { timeout: startMs }, async () => {
  const { url } = await ready({ ACCORD_API_URL: 'http://127.0.0.1:1' });
  const health = await fetch(`${url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  expect(health.headers.get('cache-control')).toBe('no-store');
  const page = await fetch(`${url}/login`);
  expect(page.headers.get('strict-transport-security')).toContain('max-age=');
});

it.each([
  ['nothing', {}],
  ['"api:4000"', { ACCORD_API_URL: 'api:4000' }],
])('does not start with %s as ACCORD_API_URL, and says why', { timeout: startMs }, async (found, env) => {
  const { dashboard } = await start(env);
  expect(await dashboard.exited).toEqual({ code: 78, signal: null });
  expect(dashboard.output()).toContain(`ACCORD_API_URL: found ${found}, expected the base URL of the API`);
});
