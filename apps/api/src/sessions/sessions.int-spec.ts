import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEventPage, SessionPage, UserPage, UserView } from '@accord/contract/http';
import { MovableClock, PUBLIC_ORIGIN, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { TestBrowser } from '../platform/testing/test-browser.js';
import { actionsAbout, createPerson, logIn, PASSWORD } from '../platform/testing/test-people.js';

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

describe('logging in', () => {
  it('sets a cookie that scripts cannot read, and tells who one is', async () => {
    const user = await createPerson(api, 'editor');
    const browser = new TestBrowser(api);
    const response = await browser.logIn(user.email.toUpperCase(), PASSWORD);
    expect(response.status).toBe(201);
    const cookie = response.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^accord_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    const who = await browser.send('GET', '/v1/session');
    expect(who.body).toMatchObject({
      principal: { kind: 'user', id: user.id, role: 'editor' },
      warnings: [],
    });
    expect(who.body['permissions']).toContain('contracts:write');
    expect(who.body['permissions']).not.toContain('contracts:publish');
    expect(await actionsAbout(api, user.email)).toEqual(['user.created', 'session.started']);
  });

  it('says the same for a wrong password, an unknown account and a disabled one', async () => {
    const user = await createPerson(api);
    const disabled = await createPerson(api);
    await api.request('PATCH', `/v1/users/${disabled.id}`, { body: { status: 'disabled' } });
    const answers = [
      await new TestBrowser(api).logIn(user.email, 'wrong password 1'),
      await new TestBrowser(api).logIn('nobody@example.com', PASSWORD),
      await new TestBrowser(api).logIn(disabled.email, PASSWORD),
    ];
    for (const { status, body } of answers) expect([status, body['code']]).toEqual([401, 'login_failed']);
    expect(new Set(answers.map(({ body }) => body['detail'])).size).toBe(1);
    expect(await actionsAbout(api, user.email)).toEqual(['user.created', 'user.login_failed']);
    const stored = await api.dataSource.query<{ text: string }[]>(
      "SELECT convert_from(canonical, 'UTF8') AS text FROM change_log WHERE action = 'user.login_failed'",
    );
    expect(JSON.stringify(stored)).not.toContain('nobody@example.com');
  });

  it('keeps neither passwords nor tokens in clear', async () => {
    const user = await createPerson(api);
    const browser = await logIn(api, user);
    const token = browser.sessionCookie?.split('=')[1] ?? '';
    const [row] = await api.dataSource.query<{ dump: string }[]>(
      `SELECT string_agg(t::text, ' ') AS dump FROM
        (SELECT users::text FROM users UNION ALL SELECT sessions::text FROM sessions
         UNION ALL SELECT convert_from(canonical, 'UTF8') FROM change_log) AS t`,
    );
    expect(row?.dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(row?.dump).not.toContain(PASSWORD);
    expect(row?.dump).not.toContain(token);
  });

  it('wants 12 characters of new passwords', async () => {
    const body = { email: 'short@example.com', name: 'S', role: 'viewer', password: 'elevenchars' };
    expect((await api.request('POST', '/v1/users', { body })).status).toBe(422);
  });
});

describe('lock-out', () => {
  it('locks an account at the fifth failure, even for the right password, and lets it go after the back-off', async () => {
    const user = await createPerson(api);
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const tryOnce = (password: string) =>
      api.request('POST', '/v1/session', {
        token: null,
        headers: from,
        body: { email: user.email, password },
      });
    for (let i = 0; i < 4; i += 1) expect((await tryOnce('wrong password')).status).toBe(401);
    const fifth = await tryOnce('wrong password');
    expect([fifth.status, fifth.body['code'], fifth.headers.get('retry-after')]).toEqual([
      429,
      'login_locked',
      '30',
    ]);
    expect((await tryOnce(PASSWORD)).status).toBe(429);
    expect((await actionsAbout(api, user.email)).slice(-2)).toEqual([
      'user.login_failed',
      'user.login_locked',
    ]);
    clock.advance(31);
    expect((await tryOnce(PASSWORD)).status).toBe(201);
  });

  it('lasts no longer though a replica with a wrong clock began it in the future', async () => {
    const user = await createPerson(api);
    for (let failure = 0; failure < 5; failure += 1) await new TestBrowser(api).logIn(user.email, 'no');
    await api.dataSource.query(
      'UPDATE login_locks SET last_failure_at = last_failure_at + 900, locked_until = locked_until + 900',
    );
    const locked = await new TestBrowser(api).logIn(user.email, PASSWORD);
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '30']);
    clock.advance(60);
    expect((await new TestBrowser(api).logIn(user.email, PASSWORD)).status).toBe(201);
  });

  it('locks accounts that do not exist in the same way', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.10' };
    const body = { email: 'ghost@example.com', password: 'whatever it is' };
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      statuses.push((await api.request('POST', '/v1/session', { token: null, headers, body })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
  });

  it('lets only a few of many simultaneous guesses through', async () => {
    const user = await createPerson(api);
    const guess = (i: number) =>
      api.request('POST', '/v1/session', {
        token: null,
        headers: { 'x-forwarded-for': `198.51.100.${i}` },
        body: { email: user.email, password: `guess number ${i}` },
      });
    const statuses = await Promise.all(Array.from({ length: 30 }, (_, i) => guess(i)));
    expect(statuses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
  });
});

describe('a session', () => {
  it('ends by log-out, and its cookie is dropped', async () => {
    const browser = await logIn(api, await createPerson(api));
    const out = await browser.send('DELETE', '/v1/session');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^accord_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await browser.send('GET', '/v1/session')).status).toBe(401);
  });

  it('ends after 12 idle hours, and after 7 days however busy', async () => {
    const user = await createPerson(api);
    const idle = await logIn(api, user);
    clock.advance(12 * 3600 + 1);
    expect((await idle.send('GET', '/v1/session')).status).toBe(401);
    const busy = await logIn(api, user);
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      expect((await busy.send('GET', '/v1/session')).status).toBe(200);
      clock.advance(11 * 3600);
    }
    clock.advance(11 * 3600);
    expect((await busy.send('GET', '/v1/session')).status).toBe(401);
  });

  it('is listed to its owner and can be ended from another one', async () => {
    const user = await createPerson(api);
    const [one, two] = [await logIn(api, user), await logIn(api, user)];
    const page = await one.send<SessionPage>('GET', '/v1/sessions');
    expect(page.body.items.map(({ current }) => current).sort()).toEqual([false, true]);
    clock.advance(1);
    const three = await logIn(api, user);
    const first = await three.send<SessionPage>('GET', '/v1/sessions?limit=1');
    expect(first.body.items.map(({ current }) => current)).toEqual([true]);
    const rest = await three.send<SessionPage>('GET', `/v1/sessions?cursor=${first.body.next_cursor ?? ''}`);
    expect(rest.body.items.map(({ id }) => id)).toEqual(page.body.items.map(({ id }) => id));
    const other = page.body.items.find(({ current }) => !current);
    expect((await one.send('DELETE', `/v1/sessions/${other?.id ?? ''}`)).status).toBe(204);
    expect((await two.send('GET', '/v1/session')).status).toBe(401);
    expect((await one.send('GET', '/v1/session')).status).toBe(200);
  });

  it('of somebody else is out of reach, but for administrators', async () => {
    const [mine, theirs] = [
      await logIn(api, await createPerson(api, 'editor')),
      await logIn(api, await createPerson(api)),
    ];
    const id = (await theirs.send<SessionPage>('GET', '/v1/sessions')).body.items[0]?.id ?? '';
    expect((await mine.send('DELETE', `/v1/sessions/${id}`)).status).toBe(404);
    expect((await mine.send('GET', '/v1/sessions?scope=all')).status).toBe(403);
    const admin = await logIn(api, await createPerson(api, 'admin'));
    const all = await admin.send<SessionPage>('GET', '/v1/sessions?scope=all&limit=200');
    expect(all.body.items.map((session) => session.id)).toContain(id);
    expect((await admin.send('DELETE', `/v1/sessions/${id}`)).status).toBe(204);
    expect((await theirs.send('GET', '/v1/session')).status).toBe(401);
  });

  it('ends when its owner is disabled, changes at once with the role, and the others end with the password', async () => {
    const user = await createPerson(api);
    const [one, two] = [await logIn(api, user), await logIn(api, user)];
    await api.request('PATCH', `/v1/users/${user.id}`, { body: { role: 'auditor' } });
    expect((await one.send('GET', '/v1/session')).body['permissions']).toContain('audit:export');
    const change = { current_password: PASSWORD, new_password: 'another good password' };
    expect(
      (await one.send('POST', '/v1/session/password', { ...change, current_password: 'no' })).status,
    ).toBe(422);
    expect((await one.send('POST', '/v1/session/password', change)).status).toBe(204);
    expect([
      (await one.send('GET', '/v1/session')).status,
      (await two.send('GET', '/v1/session')).status,
    ]).toEqual([200, 401]);
    await api.request('PATCH', `/v1/users/${user.id}`, { body: { status: 'disabled' } });
    expect((await one.send('GET', '/v1/session')).status).toBe(401);
  });
});

describe('requests with a cookie', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['no origin at all', {}, 403],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another port of our host', { origin: 'http://localhost:3001' }, 403],
    ['our own pages', { origin: PUBLIC_ORIGIN }, 200],
  ])('that change something, from %s', async (_from, headers, status) => {
    const browser = await logIn(api, await createPerson(api, 'admin'));
    const { id } = await createPerson(api);
    const answer = await browser.send('PATCH', `/v1/users/${id}`, { name: 'New' }, headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body['code']).toBe('csrf_rejected');
  });

  it.each([
    ['a link elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a link on a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a mail or the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['something that does not say', {}, 403],
    ['our own pages', { 'sec-fetch-site': 'same-origin' }, 200],
  ])('that record an event by a GET, from %s', async (_from, headers, status) => {
    const browser = await logIn(api, await createPerson(api, 'auditor'));
    const exports = `/v1/audit-events?action=audit_log.exported&limit=200`;
    const before = (await api.request<AuditEventPage>('GET', exports)).body.items.length;
    const answer = await browser.send('GET', '/v1/audit-events/export?format=csv', undefined, headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body['code']).toBe('csrf_rejected');
    const after = (await api.request<AuditEventPage>('GET', exports)).body.items.length;
    expect(after - before).toBe(status === 200 ? 1 : 0);
    expect((await browser.send('GET', '/v1/audit-events', undefined, headers)).status).toBe(200);
  });

  it('may log in from our own pages only', async () => {
    const user = await createPerson(api);
    const evil = await api.request('POST', '/v1/session', {
      token: null,
      headers: { origin: 'https://evil.example' },
      body: { email: user.email, password: PASSWORD },
    });
    expect([evil.status, evil.body['code']]).toEqual([403, 'csrf_rejected']);
  });

  it('use __Host- and Secure where people come over https', async () => {
    const secure = await startTestApp({}, { ACCORD_PUBLIC_URL: 'https://accord.example.com' });
    try {
      const body = { email: 'a@example.com', name: 'A', role: 'admin', password: PASSWORD };
      await secure.request('POST', '/v1/users', { body });
      const response = await secure.request('POST', '/v1/session', {
        token: null,
        headers: { origin: 'https://accord.example.com' },
        body: { email: body.email, password: PASSWORD },
      });
      expect(response.headers.getSetCookie()[0]).toMatch(
        /^__Host-accord_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await secure.close();
    }
  });
});

describe('the list of people', () => {
  it('is searched by name and address, page by page', async () => {
    for (const name of ['Ada Lovelace', 'Ada Byron', 'Grace Hopper']) {
      const email = `${name.toLowerCase().replace(' ', '.')}@search.test`;
      await api.request('POST', '/v1/users', { body: { email, name, role: 'viewer', password: PASSWORD } });
    }
    const found = async (query: string) => (await api.request<UserPage>('GET', `/v1/users?${query}`)).body;
    const first = await found('search=ADA&limit=1');
    const second = await found(`search=ADA&limit=1&cursor=${first.next_cursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Ada Byron', 'Ada Lovelace']);
    expect(second.next_cursor).toBeNull();
    expect((await found('search=hopper@search')).items).toHaveLength(1);
  });
});

describe('the last administrator', () => {
  it('cannot be disabled or demoted', async () => {
    const alone = await startTestApp();
    try {
      const body = { email: 'only@example.com', name: 'Only', role: 'admin', password: PASSWORD };
      const { id } = (await alone.request<UserView>('POST', '/v1/users', { body })).body;
      for (const change of [{ status: 'disabled' }, { role: 'editor' }]) {
        const answer = await alone.request('PATCH', `/v1/users/${id}`, { body: change });
        expect([answer.status, answer.body['code']]).toEqual([409, 'last_admin']);
      }
      await alone.request('POST', '/v1/users', { body: { ...body, email: 'second@example.com' } });
      expect((await alone.request('PATCH', `/v1/users/${id}`, { body: { role: 'editor' } })).status).toBe(
        200,
      );
      expect((await alone.request('POST', '/v1/users', { body })).body['code']).toBe('user_exists');
    } finally {
      await alone.close();
    }
  });
});
