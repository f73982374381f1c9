import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '@accord/testing';
import { DataSource } from 'typeorm';
import { SERVING_LIMITS, clientOptions, dataSourceOptions } from './data-source-options.js';

it('turns off what PostgreSQL compiles queries with: on tables that were never analysed it takes a second for each', async () => {
  const database = await createTestDatabase();
  const source = new DataSource({ ...dataSourceOptions(database.url, 'jit', SERVING_LIMITS), entities: [] });
  const client = new pg.Client({ connectionString: database.url, ...clientOptions(SERVING_LIMITS) });
  try {
    await source.initialize();
    await client.connect();
    const shown = `SELECT current_setting('jit') AS jit, current_setting('TimeZone') AS zone`;
    expect(await source.query(shown)).toEqual([{ jit: 'off', zone: 'UTC' }]);
    expect((await client.query(shown)).rows).toEqual([{ jit: 'off', zone: 'UTC' }]);
  } finally {
    await client.end();
    await source.destroy();
    await database.drop();
  }
});
