import { Logger, runMigrations as runJobMigrations } from 'graphile-worker';
import { readDatabaseUrl } from '../platform/config/database-url.js';
import { UNLIMITED } from '../platform/database/data-source-options.js';
import { runCommand } from './run-command.js';

const USAGE = 'usage: migrate   (brings the tables of DATABASE_URL up to date; safe to repeat)';
/** Two replicas that start together must not migrate together. */
const MIGRATION_LOCK = 4_211_795;

const OPTIONS = { usage: USAGE, entities: [], limits: UNLIMITED, needsTables: false };

await runCommand('migrate', OPTIONS, async (dataSource) => {
  // A lock lives in a connection, and TypeORM's migrations use another one: this one only holds the door.
  const door = dataSource.createQueryRunner();
  await door.connect();
  try {
    await door.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    for (const migration of done) process.stdout.write(`migrated: ${migration.name}\n`);
    // Else every replica of a new installation makes them as it starts, against the others.
    await runJobMigrations({
      connectionString: readDatabaseUrl(process.env),
      logger: new Logger(() => () => undefined),
    });
    // A fresh or restored database has no statistics until autovacuum comes by.
    await dataSource.query('ANALYZE');
    process.stdout.write(done.length === 0 ? 'the database is up to date\n' : '');
  } finally {
    await door.release();
  }
});
