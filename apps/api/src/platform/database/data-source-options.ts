import { migrations } from '@accord/migrations';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';

/** How long the server lets things take, in milliseconds; 0 is for ever. */
export interface DatabaseLimits {
  statementMs: number;
  lockMs: number;
  idleInTransactionMs: number;
}

/** For serving: a transaction that idles with the log's head locked would hold up every writer. */
export const SERVING_LIMITS: DatabaseLimits = {
  statementMs: 15_000,
  lockMs: 10_000,
  idleInTransactionMs: 15_000,
};

/** For migrations, which may rewrite large tables. */
export const UNLIMITED: DatabaseLimits = { statementMs: 0, lockMs: 0, idleInTransactionMs: 0 };

/** How every part of the API reaches Postgres. Entities are added by the modules that own them. */
export function dataSourceOptions(
  databaseUrl: string,
  applicationName: string,
  limits: DatabaseLimits,
): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    applicationName,
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    parseInt8: true,
    connectTimeoutMS: 5_000,
    extra: {
      max: 10,
      options: '-c timezone=UTC',
      statement_timeout: limits.statementMs,
      lock_timeout: limits.lockMs,
      idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    },
  };
}
