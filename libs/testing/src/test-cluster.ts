import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@accord/embedded-postgres';
import pg from 'pg';
import { migrate } from './migrate.js';

/** What a test process must know to make databases; plain data, so that it can cross processes. */
export interface TestClusterAddress {
  /** connection string of a role that may create databases */
  readonly adminUrl: string;
  /** begins the name of every database of this run */
  readonly prefix: string;
  /** the migrated database that others are cloned from */
  readonly template: string;
}

/** A PostgreSQL server for one test run. */
export interface TestCluster {
  readonly address: TestClusterAddress;
  /** removes every database of the run, and the server when it was ours */
  readonly stop: () => Promise<void>;
}

/** A database of one suite. */
export interface TestDatabase {
  readonly url: string;
  /** closes whatever is still connected and deletes the database */
  readonly drop: () => Promise<void>;
}

async function asAdmin<Result>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function createTemplate(adminUrl: string, prefix: string): Promise<string> {
  const template = `${prefix}_template`;
  await asAdmin(adminUrl, (client) => client.query(`create database ${template}`));
  await migrate(urlOf(adminUrl, template));
  return template;
}

async function dropAll({ adminUrl, prefix }: TestClusterAddress): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${prefix}_`],
    );
    for (const { datname } of found.rows)
      await client.query(`drop database if exists ${datname} with (force)`);
  });
}

async function startThrowAwayServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const server = await startPostgres({
    dataDir: mkdtempSync(join(tmpdir(), 'accord-test-')),
    durable: false,
    settings: { shared_preload_libraries: 'pg_stat_statements', max_connections: '300' },
  });
  return { adminUrl: server.url, stop: server.stop };
}

/**
 * Prepares a server with a migrated template: a throw-away one of our own, or the existing server of `adminUrl`
 * (whose role must be allowed to create databases).
 */
export async function startTestCluster(adminUrl: string | undefined): Promise<TestCluster> {
  const server = adminUrl ? { adminUrl, stop: () => Promise.resolve() } : await startThrowAwayServer();
  const prefix = `accord_test_${randomBytes(6).toString('hex')}`;
  const partial = { adminUrl: server.adminUrl, prefix };
  const stop = async (address: TestClusterAddress): Promise<void> => {
    if (adminUrl) await dropAll(address);
    await server.stop();
  };
  try {
    const address = { ...partial, template: await createTemplate(server.adminUrl, prefix) };
    return { address, stop: () => stop(address) };
  } catch (error) {
    await stop({ ...partial, template: '' });
    throw error;
  }
}

/** Clones the migrated template: every suite gets its own database in some 50 ms. */
export async function cloneTemplate({
  adminUrl,
  prefix,
  template,
}: TestClusterAddress): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} template ${template}`));
  return {
    url: urlOf(adminUrl, name),
    drop: async () => {
      await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
