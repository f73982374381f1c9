import { randomUUID } from 'node:crypto';
import { AbstractLogger } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServicePage, ServiceView } from '@accord/contract/http';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from './testing/role-tokens.module.js';
import { logLength, loggedEvents } from './testing/logged-events.js';

const NOW = 1_795_440_030;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ clock: new MovableClock(NOW * 1000), imports: [RoleTokensModule] });
});

afterAll(async () => {
  await app.close();
});

const create = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  app.request<ServiceView>('POST', '/v1/services', { body, headers });

describe('creating', () => {
  it('creates a service that stands nowhere yet', async () => {
    const { status, body } = await create({ name: 'payments', owner: 'team-pay' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'payments', title: 'payments', owner: 'team-pay', archived_at: null });
    expect(body.environments.map((environment) => environment.environment)).toEqual([
      'production',
      'staging',
    ]);
    expect(body.environments[0]).toMatchObject({
      published: null,
      bundle_version: null,
      has_draft: false,
      instances: { total: 0, in_sync: 0, behind: 0, ahead: 0, refused: 0, silent: 0 },
      last_hour: { accepted: 0, refused: 0 },
    });
    expect(body.environments[0]?.last_hour.refused_per_minute).toEqual(new Array(60).fill(0));
    const [event] = await loggedEvents(app, 'service.created');
    expect(event).toMatchObject({ service_id: body.id, before: null, after: { name: 'payments' } });
  });

  it('refuses a taken name', async () => {
    expect(await create({ name: 'payments' })).toMatchObject({
      status: 409,
      body: { code: 'service_exists' },
    });
  });

  it('refuses text that no database can hold, wherever it comes', async () => {
    const body = await create({ name: 'nul', title: 'a\u0000b' });
    expect(body).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    const half = await create({ name: 'half', title: '\ud800' });
    expect(half).toMatchObject({
      status: 422,
      body: { errors: [{ path: ['title'], code: 'text_invalid' }] },
    });
    const query = await app.request('GET', '/v1/services?search=%00');
    expect(query).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
  });

  it('makes one service of a repeated request', async () => {
    const first = await create({ name: 'twice' }, { 'idempotency-key': 'twice' });
    const again = await create({ name: 'twice' }, { 'idempotency-key': 'twice' });
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
  });
});

describe('changing', () => {
  it('changes only what is sent, clears with null, and logs before and after', async () => {
    await create({ name: 'orders', title: 'Orders', owner: 'team-shop' });
    const { status, body } = await app.request<ServiceView>('PATCH', '/v1/services/orders', {
      body: { owner: null, description: 'Takes orders' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Orders', owner: null, description: 'Takes orders' });
    const [event] = await loggedEvents(app, 'service.updated');
    expect(event).toMatchObject({ before: { owner: 'team-shop' }, after: { owner: null } });
  });

  it('logs nothing when nothing changes', async () => {
    const length = await logLength(app);
    const { status } = await app.request('PATCH', '/v1/services/orders', { body: { title: 'Orders' } });
    expect([status, await logLength(app)]).toEqual([200, length]);
  });

  it('answers 404 for a service that does not exist', async () => {
    for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
      const { status, body: problem } = await app.request(method, '/v1/services/nobody', { body });
      expect([method, status, problem['code']]).toEqual([method, 404, 'not_found']);
    }
  });
});

describe('archiving', () => {
  it('hides the service from the list, keeps it readable, and takes no more changes', async () => {
    await create({ name: 'old' });
    expect((await app.request('DELETE', '/v1/services/old')).status).toBe(204);
    const shown = await app.request<ServiceView>('GET', '/v1/services/old');
    expect(shown.body.archived_at).toBe(NOW);
    expect(await listed('')).not.toContain('old');
    expect(await listed('?archived=include')).toContain('old');
    const change = await app.request('PATCH', '/v1/services/old', { body: { title: 'new' } });
    expect(change).toMatchObject({ status: 409, body: { code: 'service_archived' } });
    expect(await create({ name: 'old' })).toMatchObject({ status: 409, body: { code: 'service_exists' } });
    expect(await loggedEvents(app, 'service.archived')).toHaveLength(1);
  });
});

describe('the list', () => {
  it('pages in the order of names', async () => {
    for (const name of ['z-1', 'z-2', 'z-3']) await create({ name, title: 'Paged' });
    const first = await page('?search=PAGED&limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['z-1', 'z-2']);
    const rest = await page(`?search=PAGED&limit=2&cursor=${first.next_cursor ?? ''}`);
    expect([rest.items.map(({ name }) => name), rest.next_cursor]).toEqual([['z-3'], null]);
  });

  it('refuses a cursor that is not its own', async () => {
    const { status, body } = await app.request('GET', '/v1/services?cursor=!!');
    expect([status, body['code']]).toEqual([400, 'cursor_invalid']);
  });

  it('searches for text, not for patterns', async () => {
    expect(await listed('?search=%25')).toEqual([]);
    expect(await listed('?search=team-pay')).toEqual(['payments']);
  });

  it('counts instances and the verdicts of the last hour, minute by minute', async () => {
    const { body: service } = await create({ name: 'busy' });
    await fillFleetAndVerdicts(service.id);
    const [busy] = (await page('?search=busy')).items;
    const production = busy?.environments.find(({ environment }) => environment === 'production');
    expect(production).toMatchObject({
      published: { version: 1, published_by: 'a test', enforcement: 'enforce' },
      bundle_version: 7,
      instances: { total: 7, in_sync: 1, rolling_out: 2, behind: 0, ahead: 1, refused: 1, silent: 2 },
      last_hour: { accepted: 40, refused: 8 },
    });
    const perMinute = production?.last_hour.refused_per_minute ?? [];
    expect([perMinute.length, perMinute[59], perMinute[0], perMinute[1]]).toEqual([60, 5, 3, 0]);
    // Two intervals after the change they are late.
    await app.dataSource.query('UPDATE instances SET interval_seconds = 0 WHERE service_id = $1', [
      service.id,
    ]);
    const [late] = (await page('?search=busy')).items;
    expect(late?.environments[0]?.instances).toMatchObject({ rolling_out: 0, behind: 2 });
    const staging = busy?.environments.find(({ environment }) => environment === 'staging');
    expect(staging).toMatchObject({ published: null, instances: { total: 0 }, last_hour: { accepted: 0 } });
  });

  it('takes the same number of statements for one service as for many', async () => {
    const one = await statementsOf('?search=busy');
    const many = await statementsOf('?limit=200');
    expect(one).toBeGreaterThanOrEqual(2);
    expect(many).toBe(one);
  });
});

it.each([
  ['viewer', 403],
  ['auditor', 403],
  ['editor', 201],
  ['approver', 201],
] as const)('answers the %s who creates a service with %i', async (role, expected) => {
  const token = tokenOf(role);
  const { status } = await app.request('POST', '/v1/services', { token, body: { name: `by-${role}` } });
  expect(status).toBe(expected);
  expect((await app.request('GET', '/v1/services', { token })).status).toBe(200);
});

it('refuses whoever sends no credential', async () => {
  const { status, body } = await app.request('GET', '/v1/services', { token: null });
  expect([status, body['code']]).toEqual([401, 'unauthenticated']);
});

async function page(query: string): Promise<ServicePage> {
  return (await app.request<ServicePage>('GET', `/v1/services${query}`)).body;
}

async function listed(query: string): Promise<string[]> {
  return (await page(query)).items.map(({ name }) => name);
}

async function statementsOf(query: string): Promise<number> {
  const silent = app.dataSource.logger;
  const counting = new StatementCounter();
  app.dataSource.logger = counting;
  await page(query);
  app.dataSource.logger = silent;
  return counting.count;
}

class StatementCounter extends AbstractLogger {
  count = 0;

  /** Those of the list itself: jobs and flushers work on the same connections whenever they like. */
  override logQuery(query: string): void {
    if (/\bservices\b|\bAS verdict\b/.test(query)) this.count += 1;
  }

  protected override writeLog(): void {
    // Nothing but the count is of interest.
  }
}

async function fillFleetAndVerdicts(serviceId: string): Promise<void> {
  const [environment] = await app.dataSource.query<{ id: string }[]>(
    `SELECT id FROM environments WHERE name = 'production'`,
  );
  const place = [serviceId, environment?.id];
  const contract = { enforcement: 'enforce', issuers: [{ issuer: 'https://issuer.example' }] };
  await app.dataSource.query(
    `INSERT INTO issuers (id, name, kind, issuer, change_number, created_at)
     VALUES ($1, 'main', 'external', 'https://issuer.example', 7, 0)`,
    [randomUUID()],
  );
  await app.dataSource.query(
    `INSERT INTO contract_versions (service_id, environment_id, version, contract, hash, change_number, published_at,
       published_by, reason) VALUES ($1, $2, 1, $3, $4, 5, 0, 'a test', 'first')`,
    [...place, JSON.stringify(contract), `sha256:${'A'.repeat(43)}`],
  );
  const instance = (seen: number, applied: number | null, error: string | null, left: number | null) =>
    app.dataSource.query(
      `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at, applied_version,
         error, left_at) VALUES ($1, $2, $3, 0, $4, $5, $6, $7)`,
      [...place, randomUUID(), seen, applied, error, left],
    );
  await instance(NOW - 5, 7, null, null);
  await instance(NOW - 5, 6, null, null);
  await instance(NOW - 5, null, null, null);
  await instance(NOW - 5, 6, 'bad_signature', null);
  await instance(NOW - 5, 999_999, null, null);
  await instance(NOW - 200, 7, null, null);
  await instance(NOW - 601, 7, null, null);
  await instance(NOW - 90_000, 7, null, null);
  await instance(NOW - 5, 7, null, NOW - 1);
  const verdicts = (start: number, mode: string, outcome: string, count: number) =>
    app.dataSource.query(
      `WITH counted AS (
         INSERT INTO verdict_counts (service_id, environment_id, window_start, instance, sequence, mode, outcome,
           issuer, kid, alg, contract_version, count) VALUES ($1, $2, $3, $4, 1, $5, $6, 'i', 'k', 'a', 1, $7)
         RETURNING window_start, service_id, environment_id, instance, sequence
       )
       INSERT INTO unsummed_reports SELECT * FROM counted`,
      [...place, start, randomUUID(), mode, outcome, count],
    );
  const minute = NOW - (NOW % 60);
  await verdicts(minute, 'enforced', 'accepted', 40);
  await verdicts(minute + 1, 'enforced', 'wrong_aud', 4);
  await verdicts(minute + 20, 'report_only', 'token_expired', 1);
  await verdicts(minute, 'shadow', 'token_expired', 100);
  await verdicts(minute - 59 * 60, 'enforced', 'bad_signature', 3);
  await verdicts(minute - 59 * 60 - 1, 'enforced', 'bad_signature', 1000);
}
