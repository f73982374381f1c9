import type { Change } from '../platform/change-log/change.js';

/**
 * Makes the version of every bundle newer than `above`, for a database that was restored from a backup: clients take no
 * older version than they have seen. Every contract names an issuer, and a bundle's version is the newest change among
 * the contract and its issuers, so it is enough to lift the issuers. Returns the number of the event.
 *
 * @throws Error when the log is above already.
 */
export async function liftVersions(change: Change, above: number, reason: string): Promise<number> {
  const number = await change.recordLift(above, reason);
  await change.manager.query('UPDATE issuers SET change_number = $1', [number]);
  return number;
}
