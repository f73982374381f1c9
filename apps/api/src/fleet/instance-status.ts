import type { InstanceStatus } from '@accord/contract/http';
import { REWRITE_AFTER_SECONDS } from './heartbeat-book.js';

/** What the status of an instance follows from. Times and intervals in seconds. */
export interface StatusInput {
  readonly lastSeenAt: number;
  readonly leftAt: number | null;
  readonly error: string | null;
  readonly appliedVersion: number | null;
  readonly intervalSeconds: number | null;
  /** the last number of the change log as the database has it: no replica lags behind that one */
  readonly head: number;
  /** the version it should enforce and since when; null while nothing is published */
  readonly desired: { readonly version: number; readonly since: number } | null;
  /** the interval of those that do not say theirs */
  readonly pollSeconds: number;
}

/** Polls come ±20 % off their time, and two may get lost, before anybody speaks of silence. */
export const JITTER = 1.2;
export const TRIES = 3;
/** A poll may be in its row only so many seconds later: rows are rewritten now and then, by a writer that runs every second. */
export const ROW_LAG_SECONDS = REWRITE_AFTER_SECONDS + 1;
/** So many intervals after a change a client may still be on its way to it. */
export const ROLL_OUT_INTERVALS = 2;

/** How an instance stands at `now` (epoch seconds). */
export function instanceStatus(input: StatusInput, now: number): InstanceStatus {
  const interval = input.intervalSeconds ?? input.pollSeconds;
  if (input.leftAt !== null) return 'stopped';
  if (now - input.lastSeenAt > silentAfter(interval)) return 'silent';
  if ((input.appliedVersion ?? 0) > input.head) return 'ahead';
  if (input.error !== null) return 'refused';
  if (input.desired === null || (input.appliedVersion ?? 0) >= input.desired.version) return 'in_sync';
  return now - input.desired.since < ROLL_OUT_INTERVALS * interval ? 'rolling_out' : 'behind';
}

/** Seconds since the poll in its row after which an instance with this interval is silent. */
function silentAfter(intervalSeconds: number): number {
  return Math.ceil(intervalSeconds * JITTER * TRIES) + ROW_LAG_SECONDS;
}
