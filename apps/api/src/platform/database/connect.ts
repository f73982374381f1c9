import { DataSource, type DataSourceOptions } from 'typeorm';

/** The database could not be reached at the start; the message names the setting. */
export class UnreachableDatabaseError extends Error {}

/** @throws UnreachableDatabaseError */
export async function connect(options: DataSourceOptions): Promise<DataSource> {
  try {
    return await new DataSource(options).initialize();
  } catch (error) {
    throw new UnreachableDatabaseError(
      `DATABASE_URL: found a database that cannot be reached (${reasonOf(error)}), expected one that takes connections. ` +
        'Check that it runs, and the host, port, user, password and database in the URL.',
    );
  }
}

/** Of an address with several numbers, a reason for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
