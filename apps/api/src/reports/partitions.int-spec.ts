import { createTestDatabase } from '@accord/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SERVING_LIMITS, dataSourceOptions } from '../platform/database/data-source-options.js';
import { ensurePartitions } from './partitions.js';

const DAY = 86_400;
const NOW = 20_780 * DAY + 1000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(
    dataSourceOptions(database.url, 'partitions', SERVING_LIMITS),
  ).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function partitions(table: string): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
    [table],
  );
  return rows.map((row) => row.name);
}

function insert(windowStart: number): Promise<unknown> {
  return dataSource.query(
    `INSERT INTO verdict_notes VALUES (gen_random_uuid(), gen_random_uuid(), $1, gen_random_uuid(), 0, 'n', 'v', 1)`,
    [windowStart],
  );
}

async function rowsIn(table: string): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count ?? 0;
}

it('makes the days around today, once, though several replicas ask at once', async () => {
  await Promise.all([1, 2, 3].map(() => ensurePartitions(dataSource, NOW, 35)));
  for (const table of ['reports', 'verdict_counts', 'verdict_notes', 'verdict_sums_60', 'verdict_sums_86400'])
    expect(await partitions(table)).toEqual([
      `${table}_20261122`,
      `${table}_20261123`,
      `${table}_20261124`,
      `${table}_20261125`,
      `${table}_default`,
    ]);
});

it('moves what fell into the default partition to its day', async () => {
  await insert(NOW - 5 * DAY);
  await insert(NOW + 4 * DAY);
  expect(await rowsIn('verdict_notes_default')).toBe(2);
  await ensurePartitions(dataSource, NOW, 35);
  expect(await rowsIn('verdict_notes_default')).toBe(0);
  expect(await rowsIn('verdict_notes_20261118')).toBe(1);
  expect(await rowsIn('verdict_notes_20261127')).toBe(1);
});

it('drops days past the retention, and nothing younger', async () => {
  await ensurePartitions(dataSource, NOW + 31 * DAY, 35);
  const kept = await partitions('verdict_notes');
  expect(kept).not.toContain('verdict_notes_20261118');
  expect(kept).toContain('verdict_notes_20261122');
  await ensurePartitions(dataSource, NOW + 31 * DAY, 31);
  const left = await partitions('verdict_notes');
  expect(left).not.toContain('verdict_notes_20261122');
  expect(left).toContain('verdict_notes_20261123');
  expect(await rowsIn('verdict_notes')).toBe(1);
});

it('drops sums of single minutes after two days, and coarser ones with the reports', async () => {
  await ensurePartitions(dataSource, NOW + 35 * DAY, 35);
  expect(await partitions('verdict_sums_60')).toEqual([
    'verdict_sums_60_20261226',
    'verdict_sums_60_20261227',
    'verdict_sums_60_20261228',
    'verdict_sums_60_20261229',
    'verdict_sums_60_20261230',
    'verdict_sums_60_default',
  ]);
  expect(await partitions('verdict_sums_600')).toContain('verdict_sums_600_20261124');
});
