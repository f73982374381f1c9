import 'reflect-metadata';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { ConfigError, EXIT_CONFIG } from '../platform/config/config.js';
import { readDatabaseUrl } from '../platform/config/database-url.js';
import { connect } from '../platform/database/connect.js';
import { type DatabaseLimits, dataSourceOptions } from '../platform/database/data-source-options.js';
import { requireMigrated } from '../platform/database/require-migrated.js';
import { Problem } from '../platform/errors/problem.js';

const EXIT_USAGE = 64;

/** How a command is called, and what it needs of the database. */
export interface CommandOptions {
  /** Begins with `usage: ` and the name. */
  usage: string;
  entities: NonNullable<DataSourceOptions['entities']>;
  limits: DatabaseLimits;
  /** Whether it works on the tables, or makes them. */
  needsTables: boolean;
}

/** A call that cannot be understood; the message says how it is called. */
export class UsageError extends Error {}

/** Connects, runs and ends the process: 0 when it went well, 64 for a wrong call, 78 for wrong settings, 1 otherwise. */
export async function runCommand(
  name: string,
  { usage, entities, limits, needsTables }: CommandOptions,
  command: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  // Before any setting: whoever asks how it is called may have none yet.
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    const options = dataSourceOptions(readDatabaseUrl(process.env), `accord ${name}`, limits);
    const dataSource = await connect({ ...options, entities });
    try {
      if (needsTables) await requireMigrated(dataSource);
      await command(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Problem) return error.options.detail;
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT_USAGE;
  return error instanceof ConfigError ? EXIT_CONFIG : 1;
}
