import { join } from 'node:path';
import pg from 'pg';
import { Refusal } from './steps.mjs';

const oldest = 15;

async function checkServer(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    return Math.floor(Number(rows[0].server_version_num) / 10_000);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.code : String(error);
    throw new Refusal(
      `DATABASE_URL: found a database that refuses us (${reason}), expected one that answers`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Uses the existing PostgreSQL of `DATABASE_URL`, or starts the embedded one below the data directory. */
export async function openDatabase(settings, log) {
  if (settings.databaseUrl) {
    const version = await checkServer(settings.databaseUrl);
    if (version < oldest) {
      throw new Refusal(`DATABASE_URL: found PostgreSQL ${version}, expected ${oldest} or newer`);
    }
    return { url: settings.databaseUrl, note: `PostgreSQL ${version} of DATABASE_URL`, server: undefined };
  }
  const { EmbeddedPostgresError, startPostgres } = await import('@accord/embedded-postgres');
  try {
    const server = await startPostgres({ dataDir: join(settings.dataDir, 'postgres'), durable: true, log });
    return { url: server.url, note: `127.0.0.1:${server.port}, data in ${server.home}`, server };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new Refusal(error.message) : error;
  }
}
