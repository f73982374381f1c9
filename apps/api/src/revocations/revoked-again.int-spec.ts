import { randomUUID } from 'node:crypto';
import type { RevocationPage, RevocationView } from '@accord/contract/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerIssuer } from '../contracts/testing/contract-fixtures.js';
import { MovableClock, type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';

const NOW = 1_795_440_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ clock: new MovableClock(NOW * 1000) });
  await registerIssuer(app, 'again', 'https://again.example');
});

afterAll(async () => {
  await app.close();
});

const again = <Body = RevocationView>(value: string, more: object) =>
  app.request<Body>('POST', '/v1/revocations', {
    body: { kind: 'subjects', issuer: 'again', value, reason: 'stolen', ...more },
  });

const lift = (id: string, body: object) => app.request('POST', `/v1/revocations/${id}/lift`, { body });

const list = async (query: string) =>
  (await app.request<RevocationPage>('GET', `/v1/revocations${query}`)).body;

const inForce = async () => (await list('?issuer=again')).items;

describe('revoking the same again', () => {
  it('answers the one in force, which one lift ends', async () => {
    const { body: first } = await again('retried', {});
    const length = await logLength(app);
    const { status, body: second } = await again('retried', { reason: 'a retry' });
    expect([status, second]).toEqual([201, first]);
    expect(await logLength(app)).toBe(length);
    expect((await lift(first.id, { reason: 'found' })).status).toBe(204);
    expect(await inForce()).toEqual([]);
    const { body: third } = await again('retried', {});
    expect(third.id).not.toBe(first.id);
    await lift(third.id, { reason: 'found' });
  });

  it.each([
    ['a later time', NOW - 100, NOW - 50, NOW - 50],
    ['an earlier time', NOW - 50, NOW - 100, NOW - 50],
    ['every token', NOW - 50, null, null],
    ['a time, where every token is refused', null, NOW - 50, null],
  ])('refuses what either does: %s', async (_what, before, later, widest) => {
    const value = randomUUID();
    const { body: first } = await again(value, { before });
    const { body: second } = await again(value, { before: later });
    expect(second).toMatchObject({ id: first.id, before: widest });
    await lift(first.id, { reason: 'over' });
    expect(await inForce()).toEqual([]);
  });

  it('keeps the later end, never the sooner', async () => {
    const { body: first } = await again('longer', { until: NOW + 9_000 });
    expect((await again('longer', {})).body.until).toBe(NOW + 9_000);
    const length = await logLength(app);
    const { body: longer } = await again('longer', { until: NOW + 9_001, reason: 'worse' });
    expect(longer).toMatchObject({ id: first.id, until: NOW + 9_001, reason: 'worse' });
    expect(await app.dataSource.query(`SELECT change_number FROM issuers WHERE name = 'again'`)).toEqual([
      { change_number: longer.change_number },
    ]);
    expect(longer.change_number).toBe(length + 1);
    const event = (await loggedEvents(app, 'revocation.created')).at(-1);
    expect(event).toMatchObject({
      object: { id: first.id },
      reason: 'worse',
      before: { until: NOW + 9_000 },
      after: { until: NOW + 9_001 },
    });
    await lift(first.id, { reason: 'over' });
  });

  it('is found by its hash', async () => {
    const { body: wanted } = await again('wanted', {});
    await again('unwanted', {});
    const found = await list(`?hashed_id=${wanted.hashed_id}`);
    expect(found.items.map(({ id }) => id)).toEqual([wanted.id]);
    expect((await app.request('GET', '/v1/revocations?hashed_id=wanted')).status).toBe(400);
  });

  it('left twins in earlier versions, which one lift ends together', async () => {
    const { body: first } = await again('twin', {});
    await app.dataSource.query(
      `INSERT INTO revocations SELECT gen_random_uuid(), issuer_id, kind, hashed_id, before, until, reason,
         change_number - 1, created_at, created_by, swept_at FROM revocations WHERE id = $1`,
      [first.id],
    );
    const twins = (await list(`?hashed_id=${first.hashed_id}`)).items;
    expect(twins).toHaveLength(2);
    expect((await lift(twins[1]?.id ?? '', { reason: 'found' })).status).toBe(204);
    expect((await list(`?hashed_id=${first.hashed_id}`)).items).toEqual([]);
    const lifted = (await loggedEvents(app, 'revocation.lifted')).slice(-2);
    expect(new Set(lifted.map(({ object }) => object.id))).toEqual(new Set(twins.map(({ id }) => id)));
  });
});

it('refuses a time to come: it would lock out whoever logs in again', async () => {
  const refused = await again<{ code: string }>('early', { before: NOW + 61 });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: 'time_to_come', errors: [{ path: ['before'] }] },
  ]);
});
