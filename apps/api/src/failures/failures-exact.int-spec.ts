import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@accord/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Trust, type Report, type ReportRow } from '@accord/contract';
import { FailureDimension, FailuresQuery } from '@accord/contract/http';
import { dataSourceOptions, SERVING_LIMITS } from '../platform/database/data-source-options.js';
import { MovableClock } from '../platform/testing/test-app.js';
import { foldReport } from '../reports/fold-report.js';
import { ensurePartitions } from '../reports/partitions.js';
import { ReportSums } from '../reports/report-sums.js';
import { ReportsRepository } from '../reports/reports.repository.js';
import { failuresView } from './failures-view.js';
import { stepOf } from './failures.query.js';
import { FailuresRepository } from './failures.repository.js';
import { countedByHand, type Counts, type HandCount, type StoredReport } from './testing/counted-by-hand.js';

const DAY = 86_400;
const NOW = 20_780 * DAY + 5_000;
const KEPT_DAYS = 6;
const ISSUERS = ['https://one.example', 'https://two.example'];
const KIDS = ['k1', 'k2'];
const LABELS = {
  issuers: new Set(ISSUERS),
  kids: new Set(KIDS),
  algorithms: new Set(['ES256']),
  noteValues: new Set(['email']),
};
const PLACES = ['one', 'two', 'three'].flatMap((service) =>
  ['production', 'staging'].map((environment) => ({ service, environment })),
);
const INSTANCES = PLACES.flatMap((place) =>
  ['node/1', 'unknown'].map((sdk) => ({ ...place, sdk, instance: randomUUID() })),
);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataSource: DataSource;
let other: DataSource;
let ids: Map<string, string>;
const clock = new MovableClock(NOW * 1_000);

beforeAll(async () => {
  database = await createTestDatabase();
  const connect = () =>
    new DataSource(dataSourceOptions(database.url, 'failures', SERVING_LIMITS)).initialize();
  [dataSource, other] = await Promise.all([connect(), connect()]);
  ids = await makePlaces();
});

afterAll(async () => {
  await Promise.all([dataSource.destroy(), other.destroy()]);
  await database.drop();
});

beforeEach(empty);

async function makePlaces(): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const name of new Set(PLACES.flatMap((place) => [place.service, place.environment])))
    made.set(name, randomUUID());
  const names = (pick: 'service' | 'environment') => [...new Set(PLACES.map((place) => place[pick]))];
  for (const name of names('service'))
    await dataSource.query('INSERT INTO services (id, name, title, created_at) VALUES ($1, $2, $2, 0)', [
      made.get(name),
      name,
    ]);
  for (const name of names('environment'))
    await dataSource.query(
      'INSERT INTO environments (id, name, position, created_at) VALUES ($1, $2, 0, 0)',
      [made.get(name), name],
    );
  for (const { service, environment, instance, sdk } of INSTANCES)
    if (sdk !== 'unknown')
      await dataSource.query(
        `INSERT INTO instances (service_id, environment_id, instance, first_seen_at, last_seen_at, sdk)
         VALUES ($1, $2, $3, 0, 0, $4)`,
        [made.get(service), made.get(environment), instance, sdk],
      );
  return made;
}

async function empty(): Promise<void> {
  await dataSource.query('TRUNCATE reports, verdict_counts, verdict_notes, verdict_sums, unsummed_reports');
}

async function store(report: StoredReport): Promise<boolean> {
  const { service, environment, sdk: _sdk, ...told } = report;
  const owner = { serviceId: ids.get(service) ?? '', environmentId: ids.get(environment) ?? '' };
  return new ReportsRepository(dataSource).store(owner, told, foldReport(told, LABELS), NOW);
}

const row: fc.Arbitrary<ReportRow> = fc.record({
  mode: fc.constantFrom('enforced', 'enforced', 'report_only', 'shadow'),
  outcome: fc.constantFrom('accepted', 'accepted', 'wrong_aud', 'token_expired', 'bad_signature'),
  issuer: fc.constantFrom(...ISSUERS),
  kid: fc.constantFrom(...KIDS),
  alg: fc.constant('ES256'),
  contract_version: fc.integer({ min: 0, max: 2 }),
  count: fc.integer({ min: 1, max: 1_000 }),
});

/** Times beside the bounds of a minute, ten minutes, an hour and a day, of kept minutes and older ones; and any other. */
const MIDNIGHT = 20_780 * DAY;
const near = fc
  .tuple(
    fc.constantFrom(MIDNIGHT + 3_600, MIDNIGHT + 600, MIDNIGHT, MIDNIGHT - DAY, MIDNIGHT - 3 * DAY),
    fc.constantFrom(-60, 0, 60),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([bound, minute, second]) => bound + minute + second);
const time = fc.oneof(
  { arbitrary: near, weight: 3 },
  { arbitrary: fc.integer({ min: NOW - 5 * DAY, max: NOW }), weight: 1 },
);

const reports: fc.Arbitrary<StoredReport[]> = fc
  .array(
    fc.record({
      of: fc.constantFrom(...INSTANCES),
      start: time,
      rows: fc.array(row, { minLength: 1, maxLength: 5 }),
      notes: fc.array(
        fc.record({
          note: fc.constant<Report['notes'][number]['note']>('forbidden_claim'),
          value: fc.constant('email'),
          count: fc.integer({ min: 1, max: 9 }),
        }),
        { maxLength: 1 },
      ),
      dropped: fc.constantFrom(0, 0, 3),
    }),
    { minLength: 10, maxLength: 25 },
  )
  .map((drafts) =>
    drafts.map(({ of, start, ...more }, sequence) => ({
      ...of,
      ...more,
      sequence,
      applied: 1,
      window: { start, end: start + 60 },
    })),
  );

/** Filters are few, or nothing would be left to count. */
function rarely<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary: value, weight: 1 });
}

const query: fc.Arbitrary<FailuresQuery> = fc
  .record({
    bounds: fc.uniqueArray(time, { minLength: 2, maxLength: 2 }),
    step: fc.constantFrom(undefined, 10, 60, 90, 300, 600, 1_800, 3_600, 43_200, DAY),
    service: rarely(fc.constantFrom('one', 'two', 'nobody')),
    environment: rarely(fc.constant('production')),
    reason: rarely(fc.constant('wrong_aud' as const)),
    trust: rarely(fc.constantFrom(...Trust.options)),
    issuer: rarely(fc.constantFrom(...ISSUERS)),
    kid: rarely(fc.constantFrom(...KIDS)),
    contract_version: rarely(fc.constant(1)),
    instance: rarely(fc.constantFrom(...INSTANCES.map(({ instance }) => instance))),
    sdk: rarely(fc.constantFrom('node/1', 'unknown')),
    mode: fc.constantFrom('enforced', 'enforced', 'report_only', 'shadow'),
    group_by: fc.constantFrom(...FailureDimension.options),
  })
  .map(({ bounds, ...asked }) =>
    FailuresQuery.parse({ ...asked, from: Math.min(...bounds), to: Math.max(...bounds) }),
  );

async function shown(asked: FailuresQuery): Promise<HandCount> {
  const step = stepOf(asked);
  const data = await new FailuresRepository(dataSource).read(asked, step, NOW);
  const { facets } = failuresView(asked, step, data);
  const counts = <Row extends { count: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Counts =>
    Object.fromEntries(rows.map((one) => [keyOf(one), one.count]));
  const values = Object.entries(facets).flatMap(([name, list]) =>
    list.map(({ value, count }) => ({ key: `${name} ${value}`, count })),
  );
  return {
    series: counts(data.series, ({ start, outcome_is_accepted, value }) =>
      outcome_is_accepted ? `${start} accepted` : `${start} ${value}`,
    ),
    outcomes: counts(data.outcomes, ({ environment, outcome }) => `${environment} ${outcome}`),
    totals: counts(data.totals, (total) => `${total.service} ${total.environment} ${total.outcome}`),
    facets: counts(values, ({ key }) => key),
    notes: counts(data.notes, ({ service, note, value }) => `${service} ${note} ${value}`),
    dropped: data.dropped,
  };
}

async function waiting(): Promise<number> {
  const [found] = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM unsummed_reports',
  );
  return found?.count ?? 0;
}

it('shows the same counts, to the unit, before, while and after reports are added up', async () => {
  const sums = new ReportSums(dataSource, clock);
  const queries = fc.array(query, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(reports, reports, queries, async (early, late, asked) => {
      await empty();
      const stored: StoredReport[] = [];
      const look = async (when: string) => {
        for (const one of asked)
          expect(await shown(one), when).toEqual(countedByHand(stored, one, stepOf(one)));
      };
      for (const report of early) {
        expect(await store(report)).toBe(true);
        expect(await store(report)).toBe(false);
        stored.push(report);
      }
      await look('before');
      await sums.addBatch(Math.ceil(early.length / 2));
      await look('while some wait');
      await sums.addUp();
      expect(await waiting()).toBe(0);
      await look('after');
      await ensurePartitions(dataSource, NOW, KEPT_DAYS);
      for (const report of late) {
        const next = { ...report, sequence: report.sequence + early.length };
        expect(await store(next)).toBe(true);
        stored.push(next);
      }
      await look('when later ones came');
      await sums.addUp();
      await look('at last');
    }),
    // Each run asks the database hundreds of times: a smaller example would take minutes to find.
    { numRuns: 10, endOnFailure: true },
  );
});

type Where = Pick<StoredReport, 'service' | 'environment' | 'sdk' | 'instance'>;

/** A report with as many refused requests as its place in the sequence, each a minute before the last. */
function wrongAud(where: Where, sequence: number): StoredReport {
  const start = NOW - 60 * sequence;
  const verdict = { mode: 'enforced', outcome: 'wrong_aud', alg: 'ES256', contract_version: 1 } as const;
  return {
    ...where,
    sequence,
    applied: 1,
    window: { start, end: start + 60 },
    rows: [{ ...verdict, issuer: 'https://one.example', kid: 'k1', count: 1 + sequence }],
    notes: [],
    dropped: 0,
  };
}

it('counts nothing twice though two replicas add up at once', async () => {
  const replicas = [new ReportSums(dataSource, clock), new ReportSums(other, clock)];
  const stored = Array.from({ length: 5 }, () => INSTANCES)
    .flat()
    .map(wrongAud);
  const asked = FailuresQuery.parse({ from: NOW - 7_200, to: NOW + 60 });
  const addUp = async (sums: ReportSums) => {
    while ((await waiting()) > 0) await sums.addBatch(3);
  };
  await Promise.all(stored.slice(0, 30).map(store));
  await Promise.all([...replicas.map(addUp), ...stored.slice(30).map(store)]);
  await Promise.all(replicas.map((sums) => sums.addUp()));
  expect(await waiting()).toBe(0);
  expect(await shown(asked)).toEqual(countedByHand(stored, asked, stepOf(asked)));
});

it('lists the 100 services with the most refused requests, and counts those of all', async () => {
  const services = Array.from({ length: 101 }, (_, index) => `many-${String(index).padStart(3, '0')}`);
  for (const [index, name] of services.entries()) {
    ids.set(name, randomUUID());
    await dataSource.query('INSERT INTO services (id, name, title, created_at) VALUES ($1, $2, $2, 0)', [
      ids.get(name),
      name,
    ]);
    await store(
      wrongAud({ service: name, environment: 'staging', sdk: 'unknown', instance: randomUUID() }, index),
    );
  }
  const asked = FailuresQuery.parse({ from: NOW - 60 * 102, to: NOW + 60 });
  const view = failuresView(asked, 60, await new FailuresRepository(dataSource).read(asked, 60, NOW));
  expect(view.totals_complete).toBe(false);
  expect(view.totals.map(({ service }) => service)).toEqual(services.slice(1));
  expect(view.outcomes).toEqual([{ environment: 'staging', outcome: 'wrong_aud', count: (101 * 102) / 2 }]);
  expect(view.facets['service']?.[0]).toEqual({ value: 'many-100', count: 101 });
});
