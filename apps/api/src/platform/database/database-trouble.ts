import { UNANSWERED } from './bounded-client.js';
import { driverErrorOf, sqlState } from './postgres-error.js';

/** What keeps the database from doing anything for anybody; `stopping` is this replica, which has let go of it. */
export type DatabaseTrouble = 'unavailable' | 'read_only' | 'full' | 'stopping';

const TROUBLE_OF_STATE: readonly [RegExp, DatabaseTrouble][] = [
  [/^25006$/, 'read_only'],
  [/^53300$/, 'unavailable'],
  [/^53/, 'full'],
  // Connections; log-ins; a database that is gone, or takes nobody; a server that stops or starts.
  [/^(08|28|3D000$|55000$|57P0)/, 'unavailable'],
];

/** Of the socket, and of finding the host. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** node-postgres and TypeORM give these no code. */
const TROUBLE_OF_MESSAGE: readonly [RegExp, DatabaseTrouble][] = [
  [/^(Cannot use a pool after calling end on the pool|Driver not Connected)$/, 'stopping'],
  [/^(timeout exceeded when trying to connect|Query runner already released\b.*)$/, 'unavailable'],
  [/^(Connection terminated\b.*|Client (has encountered|was closed)\b.* not queryable)$/, 'unavailable'],
  [new RegExp(`^${UNANSWERED}$`), 'unavailable'],
];

/** Undefined for an error that is not of the database as a whole. */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
  const source = driverErrorOf(error);
  if (!(source instanceof Error)) return undefined;
  const state = sqlState(source);
  if (state !== undefined) return find(TROUBLE_OF_STATE, state);
  if ('code' in source && SOCKET_CODES.has(String(source.code))) return 'unavailable';
  return find(TROUBLE_OF_MESSAGE, source.message);
}

function find(table: readonly [RegExp, DatabaseTrouble][], text: string): DatabaseTrouble | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
