import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CutOffList, RevocationPage, RevocationView } from '@accord/contract/http';
import { withDescribedAnswers } from '../platform/testing/described-answers.js';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';
import {
  ContractDesk,
  ISSUER,
  contractWith,
  registerIssuer,
} from '../contracts/testing/contract-fixtures.js';
import { RevocationSweep } from './revocation-sweep.js';

const NOW = 1_795_440_000;
const OTHER = 'https://other.example';
const clock = new MovableClock(NOW * 1000);
let app: TestApp;
let mainId: string;

beforeAll(async () => {
  app = await withDescribedAnswers(await startTestApp({ clock, imports: [RoleTokensModule] }));
  mainId = await registerIssuer(app, 'main', ISSUER);
  await registerIssuer(app, 'other', OTHER);
});

afterAll(async () => {
  await app.close();
});

const revoke = <Body = RevocationView>(body: object, headers: Record<string, string> = {}) =>
  app.request<Body>('POST', '/v1/revocations', {
    body: { kind: 'tokens', issuer: 'main', value: randomUUID(), reason: 'stolen', ...body },
    headers,
  });

const lift = (id: string, body: object) => app.request('POST', `/v1/revocations/${id}/lift`, { body });

const list = async (query: string) =>
  (await app.request<RevocationPage>('GET', `/v1/revocations${query}`)).body;

const sweep = () => app.app.get(RevocationSweep, { strict: false }).sweepExpired(clock.nowSeconds());

async function changeNumberOf(issuer: string): Promise<number> {
  const [row] = await app.dataSource.query<{ change_number: number }[]>(
    'SELECT change_number FROM issuers WHERE name = $1',
    [issuer],
  );
  return row?.change_number ?? -1;
}

describe('revoking', () => {
  it('keeps the hash of the value, and names nobody anywhere', async () => {
    const { status, body } = await revoke({ kind: 'subjects', value: 'user-4711', before: NOW });
    expect(status).toBe(201);
    const hashed = createHash('sha256')
      .update(JSON.stringify([ISSUER, 'user-4711']))
      .digest('base64url');
    expect(body).toMatchObject({ kind: 'subjects', issuer: 'main', hashed_id: hashed, before: NOW });
    const [event] = await loggedEvents(app, 'revocation.created');
    expect(event).toMatchObject({
      number: body.change_number,
      issuer_id: mainId,
      reason: 'stolen',
      before: null,
      after: { kind: 'subjects', hashed_id: hashed },
    });
    expect(JSON.stringify(event)).not.toContain('user-4711');
  });

  it('makes every bundle with the issuer a newer one', async () => {
    const { body } = await revoke({});
    expect(await changeNumberOf('main')).toBe(body.change_number);
    expect(await changeNumberOf('other')).toBe(0);
  });

  it('takes the time from the server', async () => {
    expect((await revoke({ before: 'now' })).body.before).toBe(NOW);
  });

  it('makes one revocation of a repeated request', async () => {
    const value = randomUUID();
    const first = await revoke({ value }, { 'idempotency-key': 'revoke-1' });
    const again = await revoke({ value }, { 'idempotency-key': 'revoke-1' });
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
  });

  it('refuses an issuer that nobody registered, or that is archived', async () => {
    expect((await revoke({ issuer: 'nobody' })).status).toBe(404);
    await registerIssuer(app, 'gone', 'https://gone.example');
    await app.dataSource.query(`UPDATE issuers SET archived_at = 1 WHERE name = 'gone'`);
    expect(await revoke({ issuer: 'gone' })).toMatchObject({
      status: 409,
      body: { code: 'issuer_archived' },
    });
  });
});

describe('until when', () => {
  it('is as long as the baseline would allow while no contract names the issuer', async () => {
    expect((await revoke({ issuer: 'other' })).body.until).toBe(NOW + 3600 + 120);
  });

  it('is until the last token that a contract accepts is over', async () => {
    const desk = await new ContractDesk(app, 'short').open();
    await desk.publish(contractWith({ time: { max_lifetime_seconds: 600, clock_tolerance_seconds: 5 } }));
    expect((await revoke({})).body.until).toBe(NOW + 610);
    expect((await revoke({ before: NOW + 60 })).body.until).toBe(NOW + 670);
    const longer = await new ContractDesk(app, 'longer').open();
    await longer.publish(contractWith({ time: { max_lifetime_seconds: 900, clock_tolerance_seconds: 5 } }));
    expect((await revoke({})).body.until).toBe(NOW + 910);
  });

  it('may be later, never earlier', async () => {
    expect((await revoke({ until: NOW + 5000 })).body.until).toBe(NOW + 5000);
    const early = await revoke<{ code: string; needed_until: number }>({ until: NOW + 909 });
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({ code: 'revocation_until_too_early', needed_until: NOW + 910 });
  });
});

describe('the list', () => {
  it('says how many of the live instances that it concerns have applied it', async () => {
    const { body: revocation } = await revoke({ kind: 'sessions' });
    const without = await new ContractDesk(app, 'no-sessions').open();
    await without.publish(contractWith({ revocation: ['tokens'] }));
    await liveInstance('short', revocation.change_number, NOW - 5, null);
    await liveInstance('short', revocation.change_number - 1, NOW - 5, null);
    await liveInstance('short', revocation.change_number, NOW - 601, null);
    await liveInstance('short', revocation.change_number, NOW - 5, NOW - 1);
    await liveInstance('longer', null, NOW - 5, null);
    await liveInstance('no-sessions', revocation.change_number, NOW - 5, null);
    const [shown] = (await list('?kind=sessions')).items;
    expect(shown).toMatchObject({ id: revocation.id, reaches: 3, enforced_by: 1 });
    const [elsewhere] = (await list('?issuer=other')).items;
    expect(elsewhere).toMatchObject({ reaches: 0, enforced_by: 0 });
  });

  it('pages, newest first, and filters', async () => {
    const first = await list('?issuer=main&limit=2');
    const second = await list(`?issuer=main&limit=2&cursor=${first.next_cursor ?? ''}`);
    const numbers = [...first.items, ...second.items].map((item) => item.change_number);
    expect(numbers).toHaveLength(4);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(new Set((await list('?kind=subjects')).items.map(({ kind }) => kind))).toEqual(
      new Set(['subjects']),
    );
    expect((await app.request('GET', '/v1/revocations?issuer=nobody')).status).toBe(404);
  });
});

describe('a cut-off', () => {
  const cutOffs = async () => (await app.request<CutOffList>('GET', '/v1/cut-offs')).body.items;
  const patch = (body: object) => app.request('PATCH', '/v1/issuers/cut', { body });

  it('says who set it, when and why, and how many live instances have applied it', async () => {
    await registerIssuer(app, 'cut', 'https://cut.example');
    const issuers = [{ issuer: 'https://cut.example', algorithms: ['ES256' as const] }];
    const desk = await new ContractDesk(app, 'cut-off').open();
    await desk.publish(contractWith({ issuers, revocation: [] }));
    expect(await cutOffs()).toEqual([]);
    const first = { not_before: NOW - 900, reason: 'database leaked' };
    expect((await patch(first)).status).toBe(200);
    const [event] = await loggedEvents(app, 'issuer.cut_off');
    const number = event?.number ?? 0;
    await liveInstance('cut-off', number, NOW - 5, null);
    await liveInstance('cut-off', number - 1, NOW - 5, null);
    await liveInstance('short', number, NOW - 5, null);
    // A later change of the issuer is no other cut-off.
    await patch({ jwks_uri: 'https://cut.example/keys', reason: 'moved' });
    expect(await cutOffs()).toEqual([
      {
        issuer: 'cut',
        ...first,
        created_at: NOW,
        created_by: event?.actor.name,
        change_number: number,
        reaches: 2,
        enforced_by: 1,
      },
    ]);
  });

  it('takes the time from the server, and ends with null', async () => {
    await patch({ not_before: 'now', reason: 'again' });
    expect(await cutOffs()).toMatchObject([{ not_before: NOW, reason: 'again', reaches: 2, enforced_by: 0 }]);
    expect((await patch({ not_before: null, reason: 'over' })).status).toBe(200);
    expect(await cutOffs()).toEqual([]);
  });
});

describe('lifting', () => {
  it('ends a revocation, with an event that bundles follow', async () => {
    const { body } = await revoke({ kind: 'clients' });
    expect((await lift(body.id, { reason: 'found again' })).status).toBe(204);
    expect((await list('?kind=clients')).items).toEqual([]);
    const [event] = await loggedEvents(app, 'revocation.lifted');
    expect(event).toMatchObject({ issuer_id: mainId, before: { hashed_id: body.hashed_id }, after: null });
    expect(event?.reason).toBe('found again');
    expect(await changeNumberOf('main')).toBe(event?.number);
    expect((await lift(body.id, { reason: 'twice' })).status).toBe(404);
  });

  it('asks why, as everything does that accepts more than before', async () => {
    const { body } = await revoke({});
    const before = await logLength(app);
    const refused = await lift(body.id, {});
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ path: ['reason'] }] }]);
    expect(await logLength(app)).toBe(before);
  });
});

describe('the limit of a bundle', () => {
  it('refuses the ten thousand and first, and says what to do instead', async () => {
    const full = await new ContractDesk(app, 'full').open();
    await registerIssuer(app, 'full-a', 'https://a.example');
    await registerIssuer(app, 'full-b', 'https://b.example');
    const issuers = ['https://a.example', 'https://b.example'].map((issuer) => ({
      issuer,
      algorithms: ['ES256' as const],
    }));
    await full.publish(contractWith({ issuers }));
    await fill('full-a', 6_000);
    await fill('full-b', 3_999);
    expect((await revoke({ issuer: 'full-b' })).status).toBe(201);
    const refused = await revoke<{ code: string; detail: string }>({ issuer: 'full-b' });
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_revocations']);
    expect(refused.body.detail).toContain('full/production');
  });

  it('refuses a contract whose issuers have more together', async () => {
    await fill('full-b', 1);
    const more = await new ContractDesk(app, 'more').open();
    const issuers = ['https://a.example', 'https://b.example'].map((issuer) => ({
      issuer,
      algorithms: ['ES256' as const],
    }));
    const refused = await more.publish<{ code: string }>(contractWith({ issuers }));
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_revocations']);
    const { body: draft } = await more.draft();
    expect(draft.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the sweep', () => {
  it('takes out what is over, once, with one event for each issuer', async () => {
    await registerIssuer(app, 'swept', 'https://swept.example');
    const { body: short } = await revoke({ issuer: 'swept' });
    const { body: long } = await revoke({ issuer: 'swept', until: short.until + 100 });
    clock.advance(short.until - clock.nowSeconds());
    const before = await logLength(app);
    const counts = await Promise.all([sweep(), sweep(), sweep()]);
    const events = (await loggedEvents(app, 'issuer.revocations_swept')).filter(
      ({ number }) => number > before,
    );
    const ofIssuer = events.filter(({ object }) => object.name === 'swept');
    expect(ofIssuer).toHaveLength(1);
    expect(ofIssuer[0]).toMatchObject({ actor: { kind: 'system' }, before: { revocations: [short.id] } });
    const sweptInAll = events.reduce(
      (sum, { before: b }) => sum + (b as { revocations: [] }).revocations.length,
      0,
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sweptInAll);
    expect((await list('?issuer=swept')).items.map(({ id }) => id)).toEqual([long.id]);
    expect(await changeNumberOf('swept')).toBe(ofIssuer[0]?.number);
    const length = await logLength(app);
    expect(await sweep()).toBe(0);
    expect(await logLength(app)).toBe(length);
  });

  it('keeps one past its time when a contract now accepts tokens that live longer', async () => {
    await registerIssuer(app, 'grown', 'https://grown.example');
    const issuers = [{ issuer: 'https://grown.example', algorithms: ['ES256' as const] }];
    const desk = await new ContractDesk(app, 'grown').open();
    const withLife = (seconds: number) =>
      contractWith({ issuers, time: { max_lifetime_seconds: seconds, clock_tolerance_seconds: 0 } });
    await desk.publish(withLife(60));
    const { body } = await revoke({ issuer: 'grown' });
    expect(body.until).toBe(clock.nowSeconds() + 60);
    await desk.publish(withLife(3600));
    clock.advance(60);
    await sweep();
    expect((await list('?issuer=grown')).items).toHaveLength(1);
    clock.advance(3540);
    await sweep();
    expect((await list('?issuer=grown')).items).toEqual([]);
  });
});

it.each([
  ['viewer', 403],
  ['editor', 403],
  ['auditor', 403],
  ['approver', 201],
] as const)('answers the %s who revokes with %i', async (role, expected) => {
  const token = tokenOf(role);
  const body = { kind: 'tokens', issuer: 'other', value: role, reason: 'r' };
  expect((await app.request('POST', '/v1/revocations', { token, body })).status).toBe(expected);
  expect((await app.request('GET', '/v1/revocations', { token })).status).toBe(200);
});

/** Puts revocations into the database in one statement. */
async function fill(issuer: string, count: number): Promise<void> {
  await app.dataSource.query(
    `INSERT INTO revocations (id, issuer_id, kind, hashed_id, until, reason, change_number, created_at, created_by)
     SELECT gen_random_uuid(), issuers.id, 'tokens', md5(n::text), 9999999999, 'filled', 0, 0, 'a test'
     FROM issuers, generate_series(1, $2::int) AS n WHERE issuers.name = $1`,
    [issuer, count],
  );
}

async function liveInstance(
  service: string,
  applied: number | null,
  seen: number,
  left: number | null,
): Promise<void> {
  await app.dataSource.query(
    `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at, applied_version, left_at)
     SELECT services.id, environments.id, gen_random_uuid(), 0, $2, $3, $4 FROM services, environments
     WHERE services.name = $1 AND environments.name = 'production'`,
    [service, seen, applied, left],
  );
}

describe('one revocation', () => {
  it('is shown as in the list while it is in force, where its making said that it is', async () => {
    const made = await revoke({ kind: 'clients', issuer: 'other' });
    const path = made.headers.get('location') ?? '';
    const shown = await app.request<RevocationView>('GET', path, { token: tokenOf('viewer') });
    const { items } = await list('?issuer=other&kind=clients');
    expect([shown.status, [shown.body]]).toEqual([200, items]);
    await lift(made.body.id, { reason: 'found' });
    expect(await app.request('GET', path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
