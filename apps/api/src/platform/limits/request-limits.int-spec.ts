import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_TOKEN, type TestApp, startTestApp } from '../testing/test-app.js';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

function send(token: string, address: string) {
  return api.request('GET', '/v1/services', { token, headers: { 'x-forwarded-for': address } });
}

describe('credentials that are refused', () => {
  it('are looked up for each address only so often, and a good one from elsewhere always', async () => {
    const guess = () => send(`acc_at_${randomBytes(32).toString('base64url')}`, '203.0.113.1');
    const statuses = new Set<number>();
    for (let batch = 0; batch < 30; batch += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, guess));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([401]);
    const refused = await guess();
    expect([refused.status, refused.body['code']]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(BOOTSTRAP_TOKEN, '203.0.113.2')).status).toBe(200);
  });
});

describe('a limit that a replica with a wrong clock began in the future', () => {
  it('ends a minute after it was met', async () => {
    const body = { name: 'busy', role: 'viewer', expires_at: null };
    const { body: made } = await api.request<{ id: string; token: string }>('POST', '/v1/api-tokens', {
      body,
    });
    const key = `admin:api_token:${made.id}`;
    await api.dataSource.query('INSERT INTO rate_limits (key, points, expire) VALUES ($1, 1200, $2)', [
      key,
      Date.now() + 605_000,
    ]);
    for (let time = 0; time < 2; time += 1) {
      const refused = await send(made.token, '203.0.113.3');
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    const [row] = await api.dataSource.query<{ expire: string }[]>(
      'SELECT expire FROM rate_limits WHERE key = $1',
      [key],
    );
    expect(Number(row?.expire)).toBeLessThanOrEqual(Date.now() + 60_000);
  });
});
