import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MovableClock, PUBLIC_ORIGIN, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { TestBrowser } from '../platform/testing/test-browser.js';
import { actionsAbout, createPerson, logIn, PASSWORD } from '../platform/testing/test-people.js';
import { hashPassword } from '../users/passwords.js';

const CHANGE = { current_password: PASSWORD, new_password: 'another good password' };

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await api.dataSource.query<unknown[]>(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
    await delay(5);
  }
}

/** Lets a request check its password, and commits `statement` before the request gets to change anything. */
async function overtaking<Answer>(
  statement: string,
  parameters: unknown[],
  request: () => Promise<Answer>,
): Promise<Answer> {
  const { answer } = await api.dataSource.transaction(async (manager) => {
    await manager.query('SELECT FROM change_log_head FOR UPDATE');
    const pending = request();
    await untilSomebodyWaits();
    await manager.query(statement, parameters);
    return { answer: pending };
  });
  return answer;
}

describe('an Idempotency-Key', () => {
  it('hides no guess at a log-in: each is counted and logged', async () => {
    const user = await createPerson(api);
    const headers = { 'idempotency-key': 'always-the-same', 'x-forwarded-for': '203.0.113.1' };
    const guess = async (password: string) => {
      const body = { email: user.email, password };
      return (await api.request('POST', '/v1/session', { token: null, headers, body })).body['code'];
    };
    const codes: unknown[] = [];
    for (let i = 1; i <= 5; i += 1) codes.push(await guess(`guess number ${i}`));
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'login_failed'), 'login_locked']);
    expect(await guess(PASSWORD)).toBe('login_locked');
    const failures = (await actionsAbout(api, user.email)).filter((action) => action === 'user.login_failed');
    expect(failures).toHaveLength(5);
  });

  it('hides no guess at a change of the password either', async () => {
    const user = await createPerson(api);
    const browser = await logIn(api, user);
    const headers = { origin: PUBLIC_ORIGIN, 'idempotency-key': 'a-key', 'x-forwarded-for': '203.0.113.2' };
    const guess = async (current: string) => {
      const body = { ...CHANGE, current_password: current };
      return (await browser.send('POST', '/v1/session/password', body, headers)).body['code'];
    };
    expect([await guess('one'), await guess('two')]).toEqual(['wrong_password', 'wrong_password']);
    expect((await actionsAbout(api, user.email)).slice(-2)).toEqual([
      'user.password_change_failed',
      'user.password_change_failed',
    ]);
  });
});

describe('guessing the current password', () => {
  it('locks the account as failed log-ins do, until the back-off is over', async () => {
    const user = await createPerson(api);
    const browser = await logIn(api, user);
    const headers = { origin: PUBLIC_ORIGIN, 'x-forwarded-for': '203.0.113.3' };
    const change = (current: string) =>
      browser.send('POST', '/v1/session/password', { ...CHANGE, current_password: current }, headers);
    for (let i = 0; i < 4; i += 1) expect((await change('wrong')).status).toBe(422);
    const fifth = await change('wrong');
    expect([fifth.status, fifth.body['code'], fifth.headers.get('retry-after')]).toEqual([
      429,
      'login_locked',
      '30',
    ]);
    expect((await change(PASSWORD)).status).toBe(429);
    expect((await new TestBrowser(api).logIn(user.email, PASSWORD)).status).toBe(429);
    expect((await actionsAbout(api, user.email)).slice(-2)).toEqual([
      'user.password_change_failed',
      'user.login_locked',
    ]);
    clock.advance(31);
    expect((await change(PASSWORD)).status).toBe(204);
  });

  it('is not for callers without a password', async () => {
    const answer = await api.request('POST', '/v1/session/password', { body: CHANGE });
    expect([answer.status, answer.body['code']]).toEqual([409, 'no_password']);
  });
});

describe('an administrator who is faster', () => {
  it.each([
    ['a new password', "UPDATE users SET password_hash = 'reset' WHERE id = $1"],
    ['a disabling', "UPDATE users SET status = 'disabled' WHERE id = $1"],
  ])('keeps a log-in out by %s', async (_by, statement) => {
    const user = await createPerson(api);
    const browser = new TestBrowser(api);
    const answer = await overtaking(statement, [user.id], () => browser.logIn(user.email, PASSWORD));
    expect([answer.status, answer.body['code']]).toEqual([401, 'login_failed']);
    await api.request('PATCH', `/v1/users/${user.id}`, { body: { status: 'active' } });
    expect((await browser.send('GET', '/v1/session')).status).toBe(401);
    expect(await api.dataSource.query('SELECT FROM sessions WHERE user_id = $1', [user.id])).toEqual([]);
  });

  it('has the last word on the password', async () => {
    const user = await createPerson(api);
    const browser = await logIn(api, user);
    const reset = await hashPassword('a password by the administrator');
    const statement = 'UPDATE users SET password_hash = $2 WHERE id = $1';
    const answer = await overtaking(statement, [user.id, reset], () =>
      browser.send('POST', '/v1/session/password', CHANGE),
    );
    expect([answer.status, answer.body['code']]).toEqual([422, 'wrong_password']);
    expect((await browser.logIn(user.email, CHANGE.new_password)).status).toBe(401);
    expect((await browser.logIn(user.email, 'a password by the administrator')).status).toBe(201);
  });
});
