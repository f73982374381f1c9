import { type TestDatabase, createTestDatabase } from '@accord/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DatabaseLimits, clientOptions, dataSourceOptions } from './data-source-options.js';
import { type DeafProxy, startDeafProxy } from './testing/deaf-proxy.js';

const LIMITS: DatabaseLimits = { statementMs: 500, lockMs: 500, idleInTransactionMs: 500 };
/** The server's limits, and the seconds that its answer may take to arrive. */
const WITHIN_MS = 20_000;
const CONNECTIONS = 10;

type Ask = (sql: string) => Promise<unknown>;

let database: TestDatabase;
let proxy: DeafProxy;

beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await startDeafProxy(database.url);
});

afterEach(async () => {
  await proxy.close();
  await database.drop();
});

const ways: [string, () => Promise<{ ask: Ask; end: () => Promise<unknown> }>][] = [
  [
    'requests',
    async () => {
      const source = new DataSource({ ...dataSourceOptions(proxy.url, 'cut', LIMITS), entities: [] });
      await source.initialize();
      return { ask: (sql) => source.query(sql), end: () => source.destroy() };
    },
  ],
  [
    'transactions',
    async () => {
      const source = new DataSource({ ...dataSourceOptions(proxy.url, 'cut', LIMITS), entities: [] });
      await source.initialize();
      return {
        ask: (sql) => source.transaction((manager) => manager.query(sql)),
        end: () => source.destroy(),
      };
    },
  ],
  [
    'jobs',
    () => {
      const pool = new pg.Pool({ connectionString: proxy.url, ...clientOptions(LIMITS) });
      pool.on('error', () => undefined);
      const ask = async (sql: string) => {
        const client = await pool.connect();
        // As graphile-worker does it.
        return client.query(sql).finally(() => client.release());
      };
      return Promise.resolve({ ask, end: () => pool.end() });
    },
  ],
];

it.each(ways)(
  'the connections of %s that no longer answer are replaced',
  async (_what, open) => {
    const { ask, end } = await open();
    const askOnAll = () => Promise.allSettled(Array.from({ length: CONNECTIONS }, () => ask('SELECT 1')));
    await Promise.all(Array.from({ length: CONNECTIONS }, () => ask('SELECT pg_sleep(0.2)')));
    proxy.cut();
    expect(new Set((await askOnAll()).map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(new Set((await askOnAll()).map(({ status }) => status))).toEqual(new Set(['fulfilled']));
    await end();
  },
  WITHIN_MS,
);
