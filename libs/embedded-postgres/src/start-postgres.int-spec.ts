import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeHome } from './cluster-home.js';
import { type RunningPostgres, startPostgres } from './start-postgres.js';
import { findServerUser, serverUser } from './system-user.js';

let directory: string;
const started: RunningPostgres[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'accord-embedded-'));
  chmodSync(directory, 0o755);
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: {
  dataDir: string;
  durable: boolean;
  port?: number;
}): Promise<RunningPostgres> {
  const server = await startPostgres(options);
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(server: RunningPostgres): number {
  return Number.parseInt(readFileSync(join(server.home, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
}

describe('a durable server', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'accord-durable-'));
    chmodSync(dataDir, 0o755);
    const first = await startPostgres({ dataDir, durable: true });
    await query(first.url, 'create table kept as select 42 as n');
    await first.stop();
    expect(await first.exited).toBe(0);
  });

  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps its data, and its password to the owner, over a restart', async () => {
    const server = await start({ dataDir, durable: true });
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 42 }]);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('refuses a wrong password', async () => {
    const server = await start({ dataDir, durable: true });
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('recovers from a crash, with a lock file whose process id now belongs to somebody else', async () => {
    const first = await start({ dataDir, durable: true });
    await query(first.url, 'create table written_last as select 7 as n');
    const lock = join(dataDir, 'pgdata', 'postmaster.pid');
    const stale = readFileSync(lock, 'utf8').replace(/^\d+/, String(process.pid));
    process.kill(postmasterPid(first), 'SIGKILL');
    await first.exited;
    writeFileSync(lock, stale);

    const second = await start({ dataDir, durable: true });
    expect(await query(second.url, 'select n from written_last')).toEqual([{ n: 7 }]);
  });

  it('does not start twice on the same data', async () => {
    const server = await start({ dataDir, durable: true });
    await expect(startPostgres({ dataDir, durable: true })).rejects.toMatchObject({
      code: 'in_use',
      message: expect.stringContaining(String(postmasterPid(server))) as string,
    });
  });

  it('does not touch data of another major version', async () => {
    const file = join(dataDir, 'pgdata', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '12\n');
    await expect(startPostgres({ dataDir, durable: true })).rejects.toMatchObject({ code: 'wrong_version' });
    writeFileSync(file, version);
  });
});

it('says which port is taken', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => {
      resolve((blocker.address() as { port: number }).port);
    });
  });
  await expect(startPostgres({ dataDir: directory, durable: false, port })).rejects.toMatchObject({
    code: 'port_taken',
    message: expect.stringContaining(String(port)) as string,
  });
  blocker.close();
});

it('uses the port that was asked for', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => {
      resolve((blocker.address() as { port: number }).port);
    });
  });
  await new Promise((resolve) => blocker.close(resolve));
  const server = await start({ dataDir: directory, durable: false, port });
  expect(server.port).toBe(port);
  expect(await query(server.url, 'show port')).toEqual([{ port: String(port) }]);
});

it('a throw-away server leaves nothing but what others put there', async () => {
  writeFileSync(join(directory, 'mine.txt'), 'stays');
  const server = await startPostgres({ dataDir: directory, durable: false });
  expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'off' }]);
  await server.stop();
  expect(existsSync(join(directory, 'pgdata'))).toBe(false);
  expect(readFileSync(join(directory, 'mine.txt'), 'utf8')).toBe('stays');
});

describe('the system user', () => {
  it('is postgres, else nobody, else the overflow id', () => {
    const root = 'root:x:0:0:root:/root:/bin/bash';
    const nobody = 'nobody:x:65533:65532::/:/sbin/nologin';
    const postgres = 'postgres:x:101:104::/var/lib/postgresql:/bin/bash';
    expect(findServerUser([root, nobody, postgres].join('\n'))).toMatchObject({
      name: 'postgres',
      uid: 101,
      gid: 104,
    });
    expect(findServerUser([root, nobody].join('\n'))).toMatchObject({
      name: 'nobody',
      uid: 65533,
      gid: 65532,
    });
    expect(findServerUser(root)).toMatchObject({ uid: 65534, gid: 65534 });
  });

  it('owns the data and runs the server, and is never root', async () => {
    const server = await start({ dataDir: directory, durable: false });
    const expected = serverUser()?.uid ?? process.getuid?.();
    expect(expected).not.toBe(0);
    expect(statSync(join(server.home, 'pgdata')).uid).toBe(expected);
    expect(statSync(`/proc/${postmasterPid(server)}`).uid).toBe(expected);
  });
});

describe('a private directory', () => {
  // As root the data must move; as anybody else the server is ourselves and gets everywhere.
  const moves = serverUser() !== undefined;

  it('sends the data elsewhere only when the server cannot enter, and remembers where', () => {
    const dataDir = join(directory, 'private', 'postgres');
    const fallback = join(directory, 'fallback');
    mkdirSync(join(directory, 'private'), { mode: 0o700 });
    const home = placeHome(dataDir, serverUser(), fallback);
    expect(home.startsWith(`${fallback}/`)).toBe(moves);
    expect(placeHome(dataDir, serverUser(), fallback)).toBe(home);
    const other = placeHome(join(directory, 'private', 'other'), serverUser(), fallback);
    expect(other).not.toBe(home);
  });

  it('never starts empty next to data that can no longer be reached', async () => {
    const parent = join(directory, 'parent');
    mkdirSync(parent);
    const dataDir = join(parent, 'postgres');
    const server = await start({ dataDir, durable: true });
    await server.stop();
    chmodSync(parent, 0o700);
    const again = startPostgres({ dataDir, durable: true });
    if (moves) await expect(again).rejects.toMatchObject({ code: 'unreachable' });
    else started.push(await again);
  });
});
