import { DataSource, type EntityManager } from 'typeorm';
import { GRAINS, MINUTE_SUMS_DAYS } from '../verdict-sums/grains.js';

const DAY_SECONDS = 86_400;
const SUMS = GRAINS.map((grain) => `verdict_sums_${grain}` as const);
const TABLES = ['reports', 'verdict_counts', 'verdict_notes', ...SUMS] as const;
type Table = (typeof TABLES)[number];
/** Partitions are made for yesterday (late reports) up to so many days ahead. */
const DAYS_AHEAD = 2;

/**
 * Makes the daily partitions that are needed soon, moves rows that fell into a default partition to a partition of
 * their day, and drops partitions whose every row is older than `retentionDays` (sums
 * of single minutes: sooner). Safe to call from several replicas at
 * once and as often as one likes. `now`: epoch seconds.
 */
export async function ensurePartitions(
  dataSource: DataSource,
  now: number,
  retentionDays: number,
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await lockReportTables(manager);
    const today = Math.floor(now / DAY_SECONDS);
    for (const table of TABLES)
      await ensureTable(manager, table, today, today - daysKept(table, retentionDays));
  });
}

/**
 * Lets one transaction at a time, over all replicas, have to do with several of these tables: one that drops a day of
 * each and one that adds them up would wait for each other.
 */
export async function lockReportTables(manager: EntityManager): Promise<void> {
  await manager.query("SELECT pg_advisory_xact_lock(hashtextextended('accord report tables', 0))");
}

function daysKept(table: Table, retentionDays: number): number {
  return table === 'verdict_sums_60' ? Math.min(MINUTE_SUMS_DAYS, retentionDays) : retentionDays;
}

async function ensureTable(
  manager: EntityManager,
  table: Table,
  today: number,
  oldest: number,
): Promise<void> {
  const existing = await existingDays(manager, table);
  await manager.query(`DELETE FROM ${table}_default WHERE window_start < $1`, [oldest * DAY_SECONDS]);
  const stray = await strayDays(manager, table);
  const soon = Array.from({ length: DAYS_AHEAD + 2 }, (_, index) => today - 1 + index);
  // Where there are reports there will be sums: whole days of them are not to pass through the default partition.
  const reported = await existingDays(manager, 'reports');
  for (const day of new Set([...soon, ...stray, ...reported]))
    if (day >= oldest && !existing.has(day)) await createDay(manager, table, day);
  for (const day of existing) if (day < oldest) await manager.query(`DROP TABLE ${nameOf(table, day)}`);
}

async function existingDays(manager: EntityManager, table: Table): Promise<Set<number>> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass`,
    [table],
  );
  return new Set(rows.flatMap(({ name }) => dayOf(table, name) ?? []));
}

async function strayDays(manager: EntityManager, table: Table): Promise<number[]> {
  const rows = await manager.query<{ day: number }[]>(
    `SELECT DISTINCT window_start / ${DAY_SECONDS} AS day FROM ${table}_default`,
  );
  return rows.map((row) => row.day);
}

/** A partition cannot be added while the default one holds rows of its range, so it is filled first, then attached. */
async function createDay(manager: EntityManager, table: Table, day: number): Promise<void> {
  const name = nameOf(table, day);
  const [from, to] = [day * DAY_SECONDS, (day + 1) * DAY_SECONDS];
  await manager.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING INDEXES)`);
  await manager.query(`
    WITH moved AS (DELETE FROM ${table}_default WHERE window_start >= ${from} AND window_start < ${to} RETURNING *)
    INSERT INTO ${name} SELECT * FROM moved`);
  await manager.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`);
}

/** `reports_20261123`: the UTC day, readable by people. */
function nameOf(table: Table, day: number): string {
  return `${table}_${new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

function dayOf(table: Table, name: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(name.slice(table.length + 1));
  if (!match || !name.startsWith(`${table}_`)) return undefined;
  const [, year, month, dayOfMonth] = match;
  return Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth)) / (DAY_SECONDS * 1000);
}
