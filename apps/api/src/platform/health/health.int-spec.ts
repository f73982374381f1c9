import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChangeLogFollower } from '../change-log/change-log-follower.js';
import type { RawOperation } from '../http/raw-operation.js';
import { RawRoutes } from '../http/raw-routes.js';
import { MovableClock, type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

const get = (path: string, headers = {}) => api.request(`GET`, path, { token: null, headers });

describe('health', () => {
  it('says that it lives and that it is ready', async () => {
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect([ready.status, ready.body['status']]).toEqual([200, 'ready']);
  });

  it('is not ready when it no longer follows the log', async () => {
    const follower = api.app.get(ChangeLogFollower);
    const stuck = follower.subscribe('stuck', () => {
      throw new Error('stuck');
    });
    await api.request('POST', '/v1/api-tokens', { body: { name: 'n', role: 'viewer', expires_at: null } });
    clock.advance(60);
    const behind = await get('/readyz');
    expect([behind.status, behind.body['code'], behind.headers.get('retry-after')]).toEqual([
      503,
      'behind',
      '5',
    ]);
    expect((await get('/healthz')).status).toBe(200);
    await follower.unsubscribe(stuck);
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).toBe(200);
  });

  it('counts requests by route template, never by what was asked', async () => {
    await get('/docs/who-am-i-token');
    await get('/no-such-path-token');
    const { body } = await api.request<string>('GET', '/metrics', { token: null });
    expect(body).toContain('route="/docs/:file",status="404"');
    expect(body).toContain('route="unmatched",status="404"');
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).not.toContain('who-am-i-token');
    expect(body).not.toContain('no-such-path-token');
  });
});

describe('headers', () => {
  it('forbid framing, sniffing and everything else a browser could do with an API', async () => {
    const { headers } = await get('/healthz');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

const PROBE: RawOperation = {
  operationId: 'probe',
  summary: 'A probe',
  description: '',
  credential: 'service',
  requestHeaders: {},
  responseHeaders: {},
  answers: [],
  problems: [],
};

describe('a raw route', () => {
  it('is answered below the framework, for its method and path only', async () => {
    api.app.get(RawRoutes).add({
      method: 'GET',
      path: '/v1/raw-probe',
      operation: PROBE,
      handle: (_request, response) => void response.end('{"raw":true}'),
    });
    const answer = await get('/v1/raw-probe?x=1');
    expect([answer.body, answer.headers.get('x-request-id')]).toEqual([{ raw: true }, null]);
    expect((await api.request('POST', '/v1/raw-probe')).status).toBe(404);
    expect((await get('/v1/raw-probe/more')).status).toBe(404);
  });
});

describe('limits', () => {
  it('hold for a token over all replicas, and say when to come back', async () => {
    const replica = await api.replica();
    try {
      const body = { name: 'busy', role: 'viewer', expires_at: null };
      const { token, id } = (await api.request('POST', '/v1/api-tokens', { body })).body as Record<
        string,
        string
      >;
      await api.dataSource.query('INSERT INTO rate_limits (key, points, expire) VALUES ($1, 1199, $2)', [
        `admin:api_token:${id ?? ''}`,
        Date.now() + 60_000,
      ]);
      const send = (app: TestApp) => app.request('GET', '/v1/session', { token: token ?? '' });
      expect((await send(api)).status).toBe(200);
      const refused = await send(replica);
      expect([refused.status, refused.body['code']]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    } finally {
      await replica.close();
    }
  });
});
