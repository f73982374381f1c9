import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { roleName } from './init-cluster.js';
import type { ServerProcess } from './server-process.js';

/** Crash recovery after a kill can take a while on a busy disk. */
const readyWithinMs = 60_000;

/** SQLSTATE "the database system is starting up". */
const startingUp = '57P03';

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [roleName]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(roleName)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isWorthRetrying(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === startingUp || code === 'ECONNREFUSED' || code === 'ECONNRESET';
}

/**
 * Waits until the server answers a real connection, then makes sure the `accord` database exists.
 *
 * @throws EmbeddedPostgresError `start_failed`, or `port_taken` when somebody else got the port first
 */
export async function waitUntilReady(server: ServerProcess, adminUrl: string): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    if (server.hasExited()) throw exitedEarly(server.logTail());
    try {
      await ensureDatabase(adminUrl);
      return;
    } catch (error) {
      if (server.hasExited()) continue;
      if (!isWorthRetrying(error) || performance.now() > deadline) {
        await server.stop();
        const reason = error instanceof Error ? error.message : String(error);
        throw new EmbeddedPostgresError(
          'start_failed',
          `PostgreSQL did not become ready (${reason}):\n${server.logTail()}`,
        );
      }
      await delay(25);
    }
  }
}

function exitedEarly(logTail: string): EmbeddedPostgresError {
  const portTaken =
    logTail.includes('could not create any TCP/IP sockets') || logTail.includes('Address already in use');
  return new EmbeddedPostgresError(
    portTaken ? 'port_taken' : 'start_failed',
    `PostgreSQL stopped while starting. Its last log lines:\n${logTail}`,
  );
}
