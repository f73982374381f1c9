import { type DataSource, MigrationExecutor } from 'typeorm';

/** The tables are older than this version; the message says what to run. */
export class NotMigratedError extends Error {}

/**
 * Refuses to work on tables that are older than this version. Newer ones are left alone: while an upgrade rolls out, old
 * replicas restart on them.
 *
 * @returns the migrations of a newer version that this one does not know.
 * @throws NotMigratedError
 */
export async function requireMigrated(dataSource: DataSource): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource);
  const pending = await executor.getPendingMigrations();
  if (pending.length > 0) {
    throw new NotMigratedError(
      `DATABASE_URL: found a database that lacks ${pending.length} of the migrations of this version, the first being ` +
        `${pending[0]?.name ?? ''}, expected all. Run "node apps/api/dist/commands/migrate.js" with the same settings first.`,
    );
  }
  const known = new Set(
    dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const executed = await executor.getExecutedMigrations();
  return executed.map(({ name }) => name).filter((name) => !known.has(name));
}
