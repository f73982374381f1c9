import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContractDesk, contractWith } from '../contracts/testing/contract-fixtures.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { RotationContexts } from './rotation-contexts.js';

const ISSUER = 'https://main.example.test';
const KID = 'a-kid';
const NOW = 1_795_440_000;
/** One id, which three places use: nobody stops an instance from calling itself what another one is called. */
const instance = randomUUID();

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({}, { ACCORD_ROTATION_TICK_SECONDS: '3600' });
  const body = { kind: 'managed', name: 'main', issuer: ISSUER, algorithms: ['ES256'] };
  expect((await app.request('POST', '/v1/issuers', { body })).status).toBe(201);
  const contract = contractWith({ issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }] });
  await (await new ContractDesk(app, 'orders').open()).publish(contract);
  await (await new ContractDesk(app, 'stock').open()).publish(contract);
  await new ContractDesk(app, 'orders', 'staging').publish(contract);
});

afterAll(async () => {
  await app.close();
});

/** Inserts into a table of what instances tell, under the ids of the service and environment. */
async function tell(place: string, table: string, values: Record<string, unknown>): Promise<void> {
  const [service, environment] = place.split('/');
  const names = Object.keys(values);
  await app.dataSource.query(
    `INSERT INTO ${table} (service_id, environment_id, instance, ${names.join(', ')})
     SELECT s.id, e.id, $3, ${names.map((_, index) => `$${index + 4}`).join(', ')}
     FROM services s, environments e WHERE s.name = $1 AND e.name = $2`,
    [service, environment, instance, ...Object.values(values)],
  );
}

/** A window that ends at `end`, in which the place accepted a token, or saw none. */
async function report(place: string, end: number, accepted: boolean): Promise<void> {
  const one = { sequence: end, window_start: end - 60 };
  await tell(place, 'reports', { ...one, window_end: end, dropped: 0, received_at: end });
  if (!accepted) return;
  const token = { issuer: ISSUER, kid: KID, alg: 'ES256', contract_version: 1 };
  await tell(place, 'verdict_counts', { ...one, ...token, mode: 'enforced', outcome: 'accepted', count: 1 });
}

it('tells instances of the same id apart by their service and environment', async () => {
  for (const place of ['orders/production', 'stock/production', 'orders/staging']) {
    await tell(place, 'instances', { first_seen_at: 0, last_seen_at: NOW });
  }
  await report('orders/production', NOW - 300, true);
  await report('stock/production', NOW - 60, false);
  await report('orders/staging', NOW - 120, true);

  const issuer = await app.app.get(IssuersRepository, { strict: false }).findByName('main');
  if (issuer === null) throw new Error('no issuer');
  const contexts = app.app.get(RotationContexts, { strict: false });
  const [loaded] = await contexts.load(app.app.get(DataSource).manager, issuer, NOW);
  const told = loaded?.context.facts.verifiers.map(
    ({ service, environment, reportedUntil, acceptedUntil }) => ({
      place: `${service}/${environment}`,
      reportedUntil,
      acceptedUntil,
    }),
  );
  expect(told).toEqual([
    { place: 'orders/production', reportedUntil: NOW - 300, acceptedUntil: { [KID]: NOW - 300 } },
    { place: 'orders/staging', reportedUntil: NOW - 120, acceptedUntil: { [KID]: NOW - 120 } },
    { place: 'stock/production', reportedUntil: NOW - 60, acceptedUntil: {} },
  ]);
});
