import pg from 'pg';
import type { Logger } from 'pino';
import { SERVING_LIMITS, clientOptions } from '../platform/database/data-source-options.js';

/** Jobs that wait, for a peer or for a lock, must leave room for the others. */
export const AT_A_TIME = 3;
/** Connections: one to listen with, and one for each job that is taken or given back. */
const POOL_SIZE = AT_A_TIME + 1;

/** The connections of graphile-worker. */
export function jobsPool(databaseUrl: string, logger: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'accord-api jobs',
    max: POOL_SIZE,
    ...clientOptions(SERVING_LIMITS),
  });
  // graphile-worker listens too, but no longer once it has stopped: a server that ends an idle connection between that
  // and the last farewell would end the process.
  return pool.on('error', (error) => logger.warn({ err: error }, 'a connection of the jobs was lost'));
}
