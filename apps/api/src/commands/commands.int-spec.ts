import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, spawnProcess } from '@accord/testing';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';

const PASSWORD = 'correct horse battery';

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

/** Runs what was built, as an operator does. */
async function run(command: string, args: string[], input: string, environment: Record<string, string> = {}) {
  const script = fileURLToPath(new URL(`../../dist/commands/${command}.js`, import.meta.url));
  const env = { DATABASE_URL: api.databaseUrl, ...environment };
  const child = spawnProcess({ args: [script, ...args], env, input });
  const { code } = await child.exited;
  return { code, stdout: child.stdout(), output: child.output() };
}

/** Each starts a process of its own, several seconds on a busy machine. */
const WITHIN_MS = 60_000;

describe('commands', { timeout: WITHIN_MS }, () => {
  it('migrate says when there is nothing to do', async () => {
    expect(await run('migrate', [], '')).toMatchObject({ code: 0, stdout: 'the database is up to date\n' });
  });

  it('migrate makes the tables of the jobs too, so that replicas which start together need not, and tells the planner of all', async () => {
    const database = await createTestDatabase();
    const source = new DataSource({ type: 'postgres', url: database.url });
    try {
      await run('migrate', [], '', { DATABASE_URL: database.url });
      await source.initialize();
      const found = await source.query<unknown[]>("SELECT to_regclass('graphile_worker.jobs')::text AS name");
      expect(found).toEqual([{ name: 'graphile_worker.jobs' }]);
      const analysed = await source.query<unknown[]>(
        "SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'users'::regclass",
      );
      expect(analysed).toEqual([{ rows: 0 }]);
    } finally {
      await source.destroy();
      await database.drop();
    }
  });

  it('create-admin makes an administrator once, and leaves the password alone afterwards', async () => {
    const args = ['--email', 'Ada@Example.com', '--name', 'Ada'];
    expect((await run('create-admin', args, `${PASSWORD}\n`)).stdout).toBe(
      'created the administrator ada@example.com\n',
    );
    expect((await run('create-admin', args, 'a different password\n')).code).toBe(0);
    const body = { email: 'ada@example.com', password: PASSWORD };
    const session = await api.request('POST', '/v1/session', { token: null, body });
    expect(session.body).toMatchObject({
      principal: { role: 'admin', name: 'Ada' },
      warnings: ['bootstrap_token_set'],
    });
  });

  it('create-api-token prints a token that works', async () => {
    const made = await run(
      'create-api-token',
      ['--name', 'ci', '--role', 'auditor', '--expires-in-days', '1'],
      '',
    );
    const token = made.stdout.trim();
    const who = await api.request('GET', '/v1/session', { token });
    expect(who.body).toMatchObject({
      principal: { kind: 'api_token', name: 'ci', role: 'auditor' },
      warnings: [],
    });
  });

  it.each(['migrate', 'create-admin', 'create-api-token', 'after-restore', 'change-master-key'])(
    '%s says how it is called before it asks for anything',
    async (command) => {
      for (const flag of ['--help', '-h']) {
        const help = await run(command, [flag], '', { DATABASE_URL: '' });
        expect([help.code, help.stdout]).toEqual([0, expect.stringContaining(`usage: ${command}`)]);
      }
    },
  );

  it('say where the URL of the database that npm start runs is', async () => {
    const { code, output } = await run('create-api-token', [], '', { DATABASE_URL: '' });
    expect([code, output]).toEqual([
      78,
      expect.stringMatching(/^DATABASE_URL: found nothing.*\.accord\/database-url/),
    ]);
  });

  it('say what is wrong with a call or a setting, and never print a stack', async () => {
    const short = await run('create-admin', ['--email', 'x@example.com'], 'short');
    expect([short.code, short.output]).toEqual([64, expect.stringContaining('password')]);
    const role = await run('create-api-token', ['--name', 'ci', '--role', 'king'], '');
    expect([role.code, role.output]).toEqual([64, expect.stringContaining('usage: create-api-token')]);
    const url = await run('migrate', [], '', { DATABASE_URL: 'mysql://root:hunter2@db' });
    expect([url.code, url.output]).toEqual([
      78,
      expect.stringMatching(/^DATABASE_URL: found a value that is not shown/),
    ]);
    const gone = await run('migrate', [], '', { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
    expect([gone.code, gone.output]).toEqual([1, expect.not.stringContaining('    at ')]);
    expect(gone.output).toMatch(/^DATABASE_URL: found a database that cannot be reached .*ECONNREFUSED/);
  });

  it.each(['create-admin', 'create-api-token', 'change-master-key', 'after-restore'])(
    '%s says what to run first on a database without tables',
    async (command) => {
      const bare = new URL(api.databaseUrl);
      bare.pathname += '_bare';
      const name = bare.pathname.slice(1);
      await api.dataSource.query(`CREATE DATABASE "${name}"`);
      try {
        const { code, output } = await run(command, [], '', { DATABASE_URL: bare.href });
        expect([code, output]).toEqual([
          1,
          expect.stringMatching(/^DATABASE_URL: found a database that lacks .*commands\/migrate\.js/),
        ]);
      } finally {
        await api.dataSource.query(`DROP DATABASE "${name}"`);
      }
    },
  );
});
