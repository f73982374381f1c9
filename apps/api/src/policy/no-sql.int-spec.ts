import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PolicyWorld, testContract } from '../bundles/testing/policy-world.js';
import { startTestApp, type TestApp } from '../platform/testing/test-app.js';
import { untilTakenIn } from '../platform/testing/until-taken-in.js';

const CREDENTIALS = 100;
const POLLS = 10_000;
const AT_ONCE = 100;

interface Client {
  readonly secret: string;
  readonly instance: string;
  etag: string;
  version: string;
}

let api: TestApp;
let observer: pg.Client;
let pool: Pool;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startTestApp();
  pool = new Pool(api.url, { connections: AT_ONCE });
  observer = new pg.Client({ connectionString: api.databaseUrl });
  await observer.connect();
  await observer.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  const world = new PolicyWorld(api);
  for (let index = 0; index < CREDENTIALS / 2; index += 1) {
    const place = await world.place();
    const number = await world.publish(place, testContract(['https://auth.example.com']));
    for (const { secret } of [await world.credential(place), await world.credential(place)])
      clients.push({ secret, instance: randomUUID(), etag: '', version: String(number) });
  }
  const head = await api.dataSource.query<{ number: number }[]>('SELECT number FROM change_log_head');
  await untilTakenIn(api, head[0]?.number ?? 0, 10_000);
});

afterAll(async () => {
  await pool.close();
  await observer.end();
  await api.close();
});

/** Calls by statement in this database, as the server counted them. */
async function calls(): Promise<Map<string, number>> {
  const { rows } = await observer.query<{ query: string; calls: string }>(
    `SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
     WHERE d.datname = current_database() AND query NOT LIKE '%pg_stat_statements%'`,
  );
  const counted = new Map<string, number>();
  for (const { query, calls: count } of rows) counted.set(query, (counted.get(query) ?? 0) + Number(count));
  return counted;
}

async function pollAll(polls: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < polls) {
      const client = clients[next % clients.length];
      next += 1;
      if (!client) throw new Error('no client');
      const headers = {
        authorization: `Bearer ${client.secret}`,
        'if-none-match': client.etag,
        'accord-instance': client.instance,
        'accord-applied': client.version,
        'accord-interval': '30',
        'accord-sdk': 'validator-node/1.0.0',
      };
      const answer = await pool.request({ method: 'GET', path: '/v1/policy', headers });
      expect([200, 304]).toContain(answer.statusCode);
      client.etag = String(answer.headers['etag']);
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

it(
  'answers 10,000 polls of 100 credentials without a statement beyond the background',
  {
    timeout: 120_000,
  },
  async () => {
    await pollAll(clients.length);
    const before = await calls();
    const startedAt = performance.now();
    await pollAll(POLLS);
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await calls();
    const made = [...after].map(([query, count]) => ({ query, count: count - (before.get(query) ?? 0) }));
    // The background goes by the clock, never by the polls: readings of the log, one write of heartbeats a second, jobs.
    const rates = made.map(({ query, count }) => ({ query, perSecond: (count - 3) / seconds }));
    expect(rates.filter(({ perSecond }) => perSecond > 4)).toEqual([]);
    expect(made.reduce((total, { count }) => total + count, 0)).toBeLessThan(40 + seconds * 20);
    expect(POLLS / seconds).toBeGreaterThan(100);
    const written = await observer.query<{ count: number }>('SELECT count(*)::int AS count FROM instances');
    expect(written.rows).toEqual([{ count: CREDENTIALS }]);
  },
);
