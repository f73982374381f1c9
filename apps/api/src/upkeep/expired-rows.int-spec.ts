import { afterAll, beforeAll, expect, it } from 'vitest';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { ExpiredRowsRepository } from './expired-rows.repository.js';

const PASSWORD = 'correct horse battery';

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

async function rows(): Promise<unknown> {
  const [counts] = await api.dataSource.query<unknown[]>(
    `SELECT (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM login_locks) AS locks,
      (SELECT count(*)::int FROM idempotency_keys) AS keys`,
  );
  return counts;
}

it('deletes what ran out and keeps what did not', async () => {
  const body = { email: 'a@example.com', name: 'A', role: 'viewer', password: PASSWORD };
  await api.request('POST', '/v1/users', { body, headers: { 'idempotency-key': 'k-1' } });
  const logIn = (password: string) =>
    api.request('POST', '/v1/session', { token: null, body: { email: body.email, password } });
  await logIn(PASSWORD);
  await logIn('wrong');
  const expired = api.app.get(ExpiredRowsRepository);
  await expired.delete(clock.nowSeconds());
  expect(await rows()).toEqual({ sessions: 1, locks: 2, keys: 1 });
  clock.advance(86_401);
  await expired.delete(clock.nowSeconds());
  expect(await rows()).toEqual({ sessions: 1, locks: 0, keys: 0 });
  clock.advance(7 * 86_400);
  await expired.delete(clock.nowSeconds());
  expect(await rows()).toEqual({ sessions: 0, locks: 0, keys: 0 });
});

it('is a job that every replica asks for as it starts', async () => {
  await api.dataSource.query('INSERT INTO rate_limits (key, points, expire) VALUES ($1, 1, $2)', [
    'over',
    clock.nowMs() - 1,
  ]);
  const replica = await api.replica({ clock });
  try {
    const left = () => api.dataSource.query<unknown[]>("SELECT FROM rate_limits WHERE key = 'over'");
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  } finally {
    await replica.close();
  }
});
