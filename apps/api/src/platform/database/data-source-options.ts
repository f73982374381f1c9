import { migrations } from '@accord/migrations';
import type { PoolConfig } from 'pg';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { BoundedClient } from './bounded-client.js';

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

const CONNECT_MS = 5_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
/** How much longer than the server's own limits its answer may take: then the network has swallowed it. */
const ANSWER_MS = 5_000;

/** What every pool of connections tells node-postgres, TypeORM's and that of the jobs. */
export function clientOptions(limits: DatabaseLimits): PoolConfig {
  const longestMs = Math.max(limits.statementMs, limits.lockMs);
  return {
    Client: BoundedClient,
    // The planner takes a table that was never analysed for a large one, and PostgreSQL compiles queries that are costly.
    options: '-c timezone=UTC -c jit=off',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    // 0 is for ever, for node-postgres too.
    query_timeout: longestMs === 0 ? 0 : longestMs + ANSWER_MS,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
  };
}

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
    extra: { max: 10, ...clientOptions(limits) },
  };
}
