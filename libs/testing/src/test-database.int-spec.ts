import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, testClusterAddress } from './test-database.js';
import type { TestDatabase } from './test-cluster.js';

let one: TestDatabase;
let other: TestDatabase;

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([one.drop(), other.drop()]);
});

it('gives every suite a database of its own', async () => {
  await query(one.url, 'create table mark (n int)');
  expect(await query(one.url, `select to_regclass('mark')::text as name`)).toEqual([{ name: 'mark' }]);
  expect(await query(other.url, `select to_regclass('mark')::text as name`)).toEqual([{ name: null }]);
});

it('clones a database in which the migrations ran', async () => {
  const found = await query(other.url, `select to_regclass('migrations')::text as name`);
  expect(found).toEqual([{ name: 'migrations' }]);
});

it('drops a database that is still in use', async () => {
  const short = await createTestDatabase();
  const client = new pg.Client({ connectionString: short.url });
  client.on('error', () => undefined);
  await client.connect();
  await short.drop();
  const { adminUrl } = await testClusterAddress();
  const name = new URL(short.url).pathname.slice(1);
  expect(await query(adminUrl, `select 1 from pg_database where datname = '${name}'`)).toEqual([]);
});
