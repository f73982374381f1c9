import { afterAll, beforeAll, expect, it } from 'vitest';
import { MovableClock, type TestApp, startTestApp } from '../testing/test-app.js';
import { Housekeeping } from './housekeeping.js';

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
  const housekeeping = api.app.get(Housekeeping);
  await housekeeping.sweep();
  expect(await rows()).toEqual({ sessions: 1, locks: 2, keys: 1 });
  clock.advance(86_401);
  await housekeeping.sweep();
  expect(await rows()).toEqual({ sessions: 1, locks: 0, keys: 0 });
  clock.advance(7 * 86_400);
  await housekeeping.sweep();
  expect(await rows()).toEqual({ sessions: 0, locks: 0, keys: 0 });
});
