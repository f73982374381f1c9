import { migrations } from '@accord/migrations';
import { DataSource, type QueryRunner } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from './test-database.js';
import type { TestDatabase } from './test-cluster.js';

let database: TestDatabase;
let source: DataSource;
let runner: QueryRunner;

beforeAll(async () => {
  database = await createTestDatabase();
  source = new DataSource({ type: 'postgres', url: database.url, installExtensions: false });
  await source.initialize();
  runner = source.createQueryRunner();
});

afterAll(async () => {
  await runner.release();
  await source.destroy();
  await database.drop();
});

const insert = (name: string, iss: string, archivedAt: number | null) =>
  runner.query(
    `INSERT INTO issuers (id, kind, name, issuer, change_number, created_at, archived_at)
     VALUES (gen_random_uuid(), 'managed', $1, $2, 1, 0, $3)`,
    [name, iss, archivedAt],
  );

it('leaves each iss to one issuer, and can be taken back when it was registered anew', async () => {
  const Migration = migrations.find(({ name }) => name.startsWith('IssOfArchivedIssuers'));
  if (Migration === undefined) throw new Error('the migration is gone');
  const migration = new Migration();
  await insert('first', 'https://a.example', 100);
  await insert('second', 'https://a.example', 200);
  await insert('live', 'https://a.example', null);
  await insert('older', 'https://b.example', 100);
  await insert('newer', 'https://b.example', 200);
  await expect(insert('twin', 'https://a.example', null)).rejects.toThrow('issuers_live_iss');
  await migration.down(runner);
  const holders = `SELECT name FROM issuers WHERE issuer NOT LIKE '%#archived-%' ORDER BY name`;
  expect(await runner.query(holders)).toEqual([{ name: 'live' }, { name: 'newer' }]);
  await expect(insert('twin', 'https://b.example', null)).rejects.toThrow('issuers_issuer_key');
  await migration.up(runner);
  await insert('twin', 'https://b.example', null);
});
