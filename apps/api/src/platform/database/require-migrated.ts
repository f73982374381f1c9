import { DataSource, MigrationExecutor } from 'typeorm';
import { SERVING_LIMITS, dataSourceOptions } from './data-source-options.js';

/** The tables are older than this version; the message says what to run. */
export class NotMigratedError extends Error {}

/**
 * Refuses to serve on tables that are older than this version. Newer ones are left alone: while an upgrade rolls out, old
 * replicas restart on them.
 *
 * @throws NotMigratedError
 */
export async function requireMigrated(databaseUrl: string): Promise<void> {
  const options = dataSourceOptions(databaseUrl, 'accord start', SERVING_LIMITS);
  const dataSource = await new DataSource({ ...options, entities: [] }).initialize();
  try {
    const pending = await new MigrationExecutor(dataSource).getPendingMigrations();
    if (pending.length === 0) return;
    throw new NotMigratedError(
      `DATABASE_URL: found a database that lacks ${pending.length} of the migrations of this version, the first being ` +
        `${pending[0]?.name ?? ''}, expected all. Run "node apps/api/dist/commands/migrate.js" with the same settings first.`,
    );
  } finally {
    await dataSource.destroy();
  }
}
