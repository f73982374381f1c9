import { migrations } from '@accord/migrations';
import { DataSource, type QueryRunner } from 'typeorm';
import { createTestDatabase } from './test-database.js';
import type { TestDatabase } from './test-cluster.js';

/** One migration in a database of its own, which has all migrations when the tests of the file begin. */
export interface TestMigration {
  up(): Promise<void>;
  down(): Promise<void>;
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** Call it once, at the top of a test file. `name` is how the migration's class begins. */
export async function testMigration(name: string): Promise<TestMigration> {
  // Loaded late for the reason that testClusterAddress gives.
  const { afterAll, beforeAll } = await import('vitest');
  const Migration = migrations.find((each) => each.name.startsWith(name));
  if (Migration === undefined) throw new Error(`There is no migration ${name}`);
  const migration = new Migration();
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

  return {
    up: () => migration.up(runner),
    down: () => migration.down(runner),
    query: (sql, parameters) => runner.query(sql, parameters),
  };
}
