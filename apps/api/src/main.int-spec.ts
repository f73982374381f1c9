import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestDatabase, createTestDatabase, spawnProcess } from '@accord/testing';
import { startDeafProxy } from './platform/database/testing/deaf-proxy.js';
import { BOOTSTRAP_TOKEN } from './platform/testing/test-app.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const WITHIN_MS = 60_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

function start(environment: Record<string, string>) {
  return spawnProcess({ args: [MAIN], env: environment });
}

function settings(): Record<string, string> {
  return {
    DATABASE_URL: database.url,
    ACCORD_API_PORT: '0',
    ACCORD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
    ACCORD_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
    ACCORD_DRAIN_SECONDS: '0',
  };
}

describe('the API as a process', { timeout: WITHIN_MS }, () => {
  it('says what is wrong with its settings and ends with 78', async () => {
    const child = start({ ACCORD_API_PORT: 'x' });
    expect(await child.exited).toEqual({ code: 78, signal: null });
    expect(child.output().trim().split('\n')).toEqual([
      expect.stringMatching(/^DATABASE_URL: found nothing, expected /),
      expect.stringMatching(/^ACCORD_API_PORT: found "x", expected /),
      expect.stringMatching(/^ACCORD_MASTER_KEY: found nothing, expected /),
    ]);
  });

  it('says when the database cannot be reached, without its password', async () => {
    const child = start({ ...settings(), DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/none' });
    expect(await child.exited).toEqual({ code: 1, signal: null });
    expect(child.output()).toMatch(/^DATABASE_URL: found a database that cannot be reached \(.*ECONNREFUSED/);
    expect(child.output().trim().split('\n')).toHaveLength(1);
    expect(child.output()).not.toContain('hunter2');
  });

  it('says what to run when the tables are older than it', async () => {
    const behind = await createTestDatabase();
    try {
      const client = new pg.Client({ connectionString: behind.url });
      await client.connect();
      await client.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
      await client.end();
      const child = start({ ...settings(), DATABASE_URL: behind.url });
      expect(await child.exited).toEqual({ code: 1, signal: null });
      expect(child.output()).toMatch(
        /^DATABASE_URL: found a database that lacks 1 of the migrations .*commands\/migrate\.js/,
      );
      expect(child.output().trim().split('\n')).toHaveLength(1);
    } finally {
      await behind.drop();
    }
  });

  it.each([
    ['ACCORD_API_HOST', 'nowhere.invalid', /^ACCORD_API_HOST: found "nowhere\.invalid", expected an address/],
    ['ACCORD_API_HOST', '192.0.2.1', /^ACCORD_API_HOST: found "192\.0\.2\.1", expected an address of this/],
  ])('names %s when it cannot listen on %s', async (variable, value, line) => {
    const child = start({ ...settings(), [variable]: value });
    expect(await child.exited).toEqual({ code: 1, signal: null });
    // Nest logs the error of the socket beside it.
    expect(child.output().split('\n')).toContainEqual(expect.stringMatching(line));
  });

  it('names ACCORD_API_PORT when somebody else listens there', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const child = start({ ...settings(), ACCORD_API_PORT: String(port) });
    expect(await child.exited).toEqual({ code: 1, signal: null });
    holder.close();
    const expected = `ACCORD_API_PORT: found "${port}", expected a port that is free on 127.0.0.1`;
    // Nest logs the error of the socket beside it, to the other stream: which of the two is read first is open.
    expect(child.output().split('\n')).toContain(expected);
  });

  it('warns of a setting that nobody knows, and of tables that are newer than it', async () => {
    const ahead = await createTestDatabase();
    try {
      const client = new pg.Client({ connectionString: ahead.url });
      await client.connect();
      await client.query(
        `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
      );
      await client.end();
      const child = start({ ...settings(), DATABASE_URL: ahead.url, ACCORD_LOGLEVEL: 'debug' });
      await child.waitForOutput(/"msg":"listening"/, WITHIN_MS);
      await child.kill('SIGTERM');
      expect(child.output()).toMatch(/"level":40,.*ACCORD_LOGLEVEL is no setting /);
      expect(child.output()).toMatch(/"level":40,.*"migrations":\["Later9999999999999"\]/);
    } finally {
      await ahead.drop();
    }
  });

  it('serves, logs no credential, and ends cleanly on SIGTERM with a stream open', async () => {
    const child = start(settings());
    const [line, url] = await child.waitForOutput(/^.*"url":"([^"]+)".*$/m, WITHIN_MS);
    expect(JSON.parse(line)).toMatchObject({ level: 30, service: 'accord-api', msg: 'listening' });
    const headers = { authorization: `Bearer ${BOOTSTRAP_TOKEN}` };
    expect((await fetch(`${url ?? ''}/v1/session`, { headers })).status).toBe(200);
    await fetch(`${url ?? ''}/v1/session?token=${BOOTSTRAP_TOKEN}`, { headers });
    await fetch(`${url ?? ''}/${BOOTSTRAP_TOKEN}`);
    const stream = await fetch(`${url ?? ''}/v1/events`, { headers });
    expect(stream.status).toBe(200);
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(child.output()).toContain('"route":"/v1/session"');
    expect(child.output()).not.toContain(BOOTSTRAP_TOKEN);
  });

  it('ends on SIGTERM though the database hangs, late and not as if all were well', async () => {
    const proxy = await startDeafProxy(database.url);
    try {
      const child = start({ ...settings(), DATABASE_URL: proxy.url });
      await child.waitForOutput(/"msg":"listening"/, WITHIN_MS);
      proxy.cutForGood();
      expect(await child.kill('SIGTERM')).toEqual({ code: 1, signal: null });
      expect(child.output()).toMatch(/"level":50,.*"signal":"SIGTERM","msg":"stopping took more than 15 s/);
    } finally {
      await proxy.close();
    }
  });

  it('ends on SIGTERM though pages open their stream anew the moment it ends', async () => {
    const child = start(settings());
    const [, url] = await child.waitForOutput(/"url":"([^"]+)"/, WITHIN_MS);
    const headers = { authorization: `Bearer ${BOOTSTRAP_TOKEN}` };
    let opened = 0;
    const openAgainAndAgain = async () => {
      for (;;) {
        const stream = await fetch(`${url ?? ''}/v1/events`, { headers });
        opened += 1;
        await stream.text();
      }
    };
    const pages = Array.from({ length: 20 }, openAgainAndAgain);
    const refused = Promise.allSettled(pages);
    await vi.waitUntil(() => opened === pages.length, WITHIN_MS);
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    await refused;
    expect(opened).toBeGreaterThan(pages.length);
  });
});
