import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditEffect,
  AuditEventPage,
  AuditReach,
  AuditTerms,
  ChainCheck,
  FleetPage,
} from '@accord/contract/http';
import {
  ContractDesk,
  ISSUER,
  contractWith,
  registerIssuer,
} from '../contracts/testing/contract-fixtures.js';
import { FleetRepository } from '../fleet/fleet.repository.js';
import { effectCondition } from './audit-effects.js';
import { ReachNotes } from './reach-notes.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { systemContext } from '../platform/http/request-context.js';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { loggedEvents, logLength } from '../services/testing/logged-events.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';

const NOW = 1_795_440_000;
const clock = new MovableClock(NOW * 1000);
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ clock, imports: [RoleTokensModule] });
  await registerIssuer(app, 'main', ISSUER);
  await new ContractDesk(app, 'alpha').open();
  await new ContractDesk(app, 'beta').open();
});

afterAll(async () => {
  await app.close();
});

const list = async (query: string) =>
  (await app.request<AuditEventPage>('GET', `/v1/audit-events?${query}`)).body.items;
/** How PostgreSQL finds the events of an effect where reading the whole log is not worth it. */
async function planOf(effect: AuditEffect): Promise<string> {
  const rows = await app.dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off');
    return manager.query<unknown[]>(
      `EXPLAIN SELECT * FROM change_log WHERE ${effectCondition(effect)} ORDER BY number DESC LIMIT 50`,
    );
  });
  return JSON.stringify(rows);
}
const exported = (query: string, token?: string) =>
  app.request<string>('GET', `/v1/audit-events/export?${query}`, token === undefined ? {} : { token });

describe('the list', () => {
  it('narrows down to a service, also to an archived one, and says when there never was one', async () => {
    expect((await list('service=beta')).map(({ object }) => object.name)).toEqual(['beta']);
    await app.request('POST', '/v1/services', { body: { name: 'gone' } });
    await app.request('DELETE', '/v1/services/gone');
    expect(await list('service=gone')).toHaveLength(2);
    const { status, body } = await app.request('GET', '/v1/audit-events?service=nobody');
    expect([status, body['code'], body['detail']]).toEqual([
      404,
      'not_found',
      expect.stringContaining('service "nobody"'),
    ]);
  });

  it('finds an actor or object by its id or any part of its name, in any case, and nothing else', async () => {
    const [made] = await list('action=service.created&service=alpha');
    const { id } = made?.object ?? { id: '' };
    const numbers = async (query: string) => (await list(query)).map(({ number }) => number);
    expect(await numbers(`object=${id}`)).toEqual(await numbers('object_kind=service&object=alpha'));
    expect(await numbers('object_kind=service&object=LPH')).toEqual([made?.number]);
    expect(await numbers('object=nothing-of-this-name')).toEqual([]);
    expect(await numbers('actor=nobody-of-this-name')).toEqual([]);
    expect(await numbers('object=100%25')).toEqual([]);
    const all = await list('limit=200');
    const part = made?.actor.name.slice(1) ?? '';
    expect(await numbers(`limit=200&actor=${encodeURIComponent(part.toUpperCase())}`)).toEqual(
      all.filter(({ actor }) => actor.name.includes(part)).map(({ number }) => number),
    );
  });

  it('finds a part of more names than can be looked for one by one', async () => {
    await app.app.get(ChangeLog).run(systemContext('test', randomUUID()), async (change) => {
      for (let index = 0; index <= 1_000; index += 1) {
        const object = { kind: 'thing', id: `${index}`, name: `many-${index}` };
        await change.record({ action: 'thing.created', object, before: null, after: null });
      }
    });
    const found = await list('limit=200&object=any-');
    expect(found.map(({ object }) => object.name)).toEqual(
      Array.from({ length: 200 }, (_, index) => `many-${1_000 - index}`),
    );
  });

  it('names every action and kind that the log holds', async () => {
    const { body } = await app.request<AuditTerms>('GET', '/v1/audit-events/terms');
    const rows = await app.dataSource.query<{ action: string }[]>(
      'SELECT DISTINCT action COLLATE "C" AS action FROM change_log ORDER BY 1',
    );
    expect([...body.actions].sort()).toEqual(rows.map(({ action }) => action));
    expect(body.object_kinds).toContain('service');
  });

  it('shows one event by its number', async () => {
    const [event] = await list('action=service.created&service=alpha');
    expect((await app.request('GET', `/v1/audit-events/${event?.number}`)).body).toEqual(event);
    expect((await app.request('GET', '/v1/audit-events/999999')).status).toBe(404);
  });
});

describe('the export', () => {
  it('holds all matches, oldest first, in both formats, past the size of a page', async () => {
    for (let i = 0; i < 60; i += 1) {
      await app.request('POST', '/v1/environments', { body: { name: `env-${i}` } });
    }
    const ndjson = await exported('format=ndjson&object_kind=environment&object=env-');
    const events = ndjson.body.trimEnd().split('\n');
    expect(events).toHaveLength(60);
    expect(JSON.parse(events[0] ?? '')).toMatchObject({
      object: { name: 'env-0' },
      number: expect.any(Number) as number,
    });
    expect(ndjson.headers.get('content-type')).toContain('application/x-ndjson');
    const csv = await exported('format=csv&object_kind=environment&object=env-');
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(61);
    expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="accord-audit-\d+\.csv"/);
  });

  it('cannot run a formula that somebody hid in a reason', async () => {
    const desk = new ContractDesk(app, 'alpha');
    const { body: draft } = await desk.save(contractWith(), null);
    await app.request('POST', `${desk.path}/publish`, {
      body: { reason: '=HYPERLINK("https://evil.example")', draft_etag: draft.etag },
    });
    const { body } = await exported('format=csv&action=contract.published');
    expect(body).toContain(`,"'=HYPERLINK(""https://evil.example"")",`);
  });

  it('is an event itself, which it does not contain', async () => {
    const before = await logLength(app);
    const created = await list('action=service.created');
    const { body } = await exported('format=ndjson&action=service.created');
    const [last] = (await loggedEvents(app, 'audit_log.exported')).slice(-1);
    expect(last).toMatchObject({
      number: before + 1,
      after: { format: 'ndjson', filter: { action: 'service.created' }, up_to: before },
    });
    expect(body.trimEnd().split('\n')).toHaveLength(created.length);
  });

  it.each([
    ['viewer', 403],
    ['editor', 403],
    ['approver', 403],
    ['auditor', 200],
    ['admin', 200],
  ] as const)('answers the %s with %i', async (role, expected) => {
    const before = await logLength(app);
    expect((await exported('format=csv', tokenOf(role))).status).toBe(expected);
    expect(await logLength(app)).toBe(before + (expected === 200 ? 1 : 0));
  });
});

it.each([
  ['format=csv&actr=ada', 400],
  ['format=csv&service=nobody', 404],
])('exports nothing, and writes nothing down, for a slip of the pen: %s', async (query, status) => {
  const before = await logLength(app);
  expect((await exported(query)).status).toBe(status);
  expect(await logLength(app)).toBe(before);
});

describe('the check of the chain', () => {
  const verify = async (query: string) =>
    (await app.request<ChainCheck>('GET', `/v1/audit-events/verify?${query}`)).body;

  it('goes part by part and says which part it was', async () => {
    const head = await logLength(app);
    expect(await verify('limit=10')).toMatchObject({ intact: true, after: 0, checked: 10, complete: false });
    expect(await verify('after=10&limit=10')).toMatchObject({ intact: true, after: 10, checked: 20 });
    expect(await verify(`after=${head - 1}`)).toMatchObject({ intact: true, checked: head, complete: true });
    expect((await app.request('GET', '/v1/audit-events/verify?after=99999')).status).toBe(404);
  });

  it('finds a change in the part where it is, and only there', async () => {
    const forge = async (actor: string) => {
      await app.dataSource.query('ALTER TABLE change_log DISABLE TRIGGER change_log_refuses_changes');
      await app.dataSource.query('UPDATE change_log SET actor_name = $1 WHERE number = 15', [actor]);
      await app.dataSource.query('ALTER TABLE change_log ENABLE TRIGGER change_log_refuses_changes');
    };
    const [row] = await app.dataSource.query<{ actor_name: string }[]>(
      'SELECT actor_name FROM change_log WHERE number = 15',
    );
    await forge('somebody else');
    expect(await verify('limit=10')).toMatchObject({ intact: true });
    expect(await verify('after=10&limit=10')).toMatchObject({ intact: false, broken_at: 15 });
    expect(await verify('')).toMatchObject({ intact: false, checked: 14, complete: false });
    await forge(row?.actor_name ?? '');
    expect(await verify('')).toMatchObject({ intact: true, complete: true });
  });
});

describe('the reach of an event', () => {
  const reachOf = async (number: number) =>
    (await app.request<AuditReach>('GET', `/v1/audit-events/${number}/reach`)).body;

  it('counts the live instances that run it, and since when all of them do', async () => {
    const [published] = await list('action=contract.published&service=alpha');
    const number = published?.number ?? 0;
    expect(await reachOf(number)).toMatchObject({
      concerns_fleet: true,
      reaches: 0,
      reached: null,
      as_of: NOW,
    });
    const [slow, fast, gone] = [randomUUID(), randomUUID(), randomUUID()];
    await heard(published, fast, number, NOW - 20);
    await heard(published, slow, number - 1, NOW - 20);
    await heard(published, gone, number - 1, NOW - 100_000);
    expect(await reachOf(number)).toMatchObject({ reaches: 2, enforced_by: 1, reached: null });
    await heard(published, slow, number, NOW - 10);
    await heard(published, fast, number, NOW);
    const reached = { at: NOW - 10, instances: 2 };
    expect(await reachOf(number)).toMatchObject({ reaches: 2, enforced_by: 2, reached: null });
    await app.app.get(ReachNotes).note();
    expect(await reachOf(number)).toMatchObject({ reaches: 2, enforced_by: 2, reached });
    // Later policies, and instances that start later, do not move the time at which everybody had it.
    await heard(published, fast, number + 1, NOW + 20);
    await heard(published, slow, number + 1, NOW + 30);
    await heard(published, randomUUID(), number + 1, NOW + 40);
    await app.app.get(ReachNotes).note();
    expect(await reachOf(number)).toMatchObject({ reaches: 3, enforced_by: 3, reached });
  });

  it('follows an issuer to the contracts that name it', async () => {
    await app.request('POST', '/v1/revocations', {
      body: { kind: 'tokens', issuer: 'main', value: 'x', reason: 'stolen' },
    });
    const [revoked] = await list('action=revocation.created');
    const number = revoked?.number ?? 0;
    await app.app.get(ReachNotes).note();
    expect(await reachOf(number)).toMatchObject({ reaches: 3, enforced_by: 0, reached: null });
    const [published] = await list('action=contract.published&service=alpha');
    // Also the one that was silent so far.
    for (const { instance } of await instancesOf('alpha')) await heard(published, instance, number, NOW + 50);
    await app.app.get(ReachNotes).note();
    expect(await reachOf(number)).toMatchObject({ enforced_by: 4, reached: { at: NOW + 50, instances: 4 } });
  });

  it('promises nothing for what no instance ever runs', async () => {
    const [created] = await list('action=service.created&service=beta');
    expect(await reachOf(created?.number ?? 0)).toMatchObject({ concerns_fleet: false, reaches: 0 });
  });
});

const instancesOf = async (service: string) =>
  (await app.request<FleetPage>('GET', `/v1/instances?search=${service}`)).body.items;

async function heard(
  place: { service_id: string | null; environment_id: string | null } | undefined,
  instance: string,
  appliedVersion: number,
  lastSeenAt: number,
): Promise<void> {
  const heartbeat = {
    instance,
    lastSeenAt,
    appliedVersion,
    error: null,
    sdk: null,
    intervalSeconds: null,
    trust: [],
    clockSkewSeconds: null,
    leftAt: null,
  };
  const { service_id, environment_id } = place ?? { service_id: null, environment_id: null };
  await app.app
    .get(FleetRepository, { strict: false })
    .write(
      [{ serviceId: service_id ?? '', environmentId: environment_id ?? '', heartbeat, changed: true }],
      new Map(),
      null,
    );
}

describe('the effect on tokens', () => {
  it('finds what lets more tokens in, and what lets in fewer', async () => {
    const desk = await new ContractDesk(app, 'effects').open();
    const publish = (lifetime: number, more: object = {}) =>
      desk.publish(contractWith({ time: { max_lifetime_seconds: lifetime }, ...more }));
    await publish(600);
    await publish(300);
    await publish(900);
    await publish(800, { audiences: ['https://a.example', 'https://b.example'] });
    const cutOff = (not_before: unknown, reason: string) =>
      app.request('PATCH', '/v1/issuers/main', { body: { not_before, reason } });
    await cutOff('now', 'leaked');
    await cutOff(null, '"effect":"tighter" says nothing');
    const found = async (query: string) =>
      (await list(`${query}&limit=200`)).map(({ action, reason }) => `${action} ${reason ?? ''}`.trim());
    const all = await list('limit=200');
    for (const effect of ['looser', 'tighter'] as const) {
      const expected = all.filter(({ effects }) => effects.includes(effect)).map(({ number }) => number);
      expect((await list(`effect=${effect}&limit=200`)).map(({ number }) => number)).toEqual(expected);
    }
    expect(await planOf('looser')).toContain('change_log_looser');
    expect(await planOf('tighter')).toContain('change_log_tighter');
    expect((await list('service=effects&effect=looser')).map(({ effects }) => effects)).toEqual([
      ['looser', 'tighter'],
      ['looser'],
    ]);
    expect(await list('service=effects&effect=tighter')).toHaveLength(2);
    expect(await found('object_kind=issuer&object=main&effect=looser')).toEqual([
      'issuer.cut_off_loosened "effect":"tighter" says nothing',
    ]);
    expect(await found('object_kind=issuer&object=main&effect=tighter')).toEqual(['issuer.cut_off leaked']);
  });
});
