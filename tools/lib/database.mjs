import { join } from 'node:path';
import pg from 'pg';
import { secretFile } from './secrets.mjs';
import { Refusal } from './steps.mjs';

const oldest = 15;

/** The server's major version, and what tells this database from every other one, restored or made anew. */
async function describe(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as version,
              (select system_identifier from pg_control_system()) || '/' || oid as identity
       from pg_database where datname = current_database()`,
    );
    return rows[0];
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.code : String(error);
    throw new Refusal(
      `DATABASE_URL: found a database that refuses us (${reason}), expected one that answers`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function startEmbedded(settings, log) {
  const { EmbeddedPostgresError, startPostgres } = await import('@accord/embedded-postgres');
  try {
    return await startPostgres({ dataDir: join(settings.dataDir, 'postgres'), durable: true, log });
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new Refusal(error.message) : error;
  }
}

/**
 * Uses the existing PostgreSQL of `DATABASE_URL`, or starts the embedded one below the data directory.
 *
 * @returns {Promise<{ url: string, identity: string, note: string }>} `started` receives an embedded server at once
 */
export async function openDatabase(settings, log, started) {
  if (settings.databaseUrl) {
    const { version, identity } = await describe(settings.databaseUrl);
    if (version < oldest) {
      throw new Refusal(`DATABASE_URL: found PostgreSQL ${version}, expected ${oldest} or newer`);
    }
    return { url: settings.databaseUrl, identity, note: `PostgreSQL ${version} of DATABASE_URL` };
  }
  const server = await startEmbedded(settings, log);
  const exited = server.exited.then((code) => `exit code ${code}`);
  started({ name: 'PostgreSQL', exited, stop: server.stop });
  const { identity } = await describe(server.url);
  // It has another port with every start: the commands of the API need it while this one runs.
  secretFile(settings.dataDir, 'database-url').write(server.url);
  return { url: server.url, identity, note: `127.0.0.1:${server.port}, data in ${server.home}` };
}
