import { QueryFailedError } from 'typeorm';

/** SQLSTATE codes that the API acts on. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
} as const;

/** The driver's own error, which TypeORM wraps when it comes from a query. */
export function driverErrorOf(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

/** The SQLSTATE of an error from Postgres, wrapped by TypeORM or not; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const source = driverErrorOf(error);
  if (!(source instanceof Error) || !('code' in source) || !('severity' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}

/** The name of the constraint that an insert or update broke, so that a caller can name the field. */
export function brokenConstraint(error: unknown): string | undefined {
  const source = driverErrorOf(error);
  if (!(source instanceof Error) || !('constraint' in source)) return undefined;
  return typeof source.constraint === 'string' ? source.constraint : undefined;
}

/** Whether running the same transaction again may succeed. */
export function mayRetry(error: unknown): boolean {
  const state = sqlState(error);
  return state === SQLSTATE.serializationFailure || state === SQLSTATE.deadlockDetected;
}
