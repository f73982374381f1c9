import { Freshness, FRESHNESS_TYP } from '@accord/contract';
import { verifyStatement, type StatementRefusal } from './signed-statement.js';
import type { TrustKeys } from './trust-keys.js';

/** On the first contact, and into the future, a statement may be this far from the client's clock. */
export const FRESHNESS_RECENT_SECONDS = 60;

/** Why an `Accord-Fresh` header does not count. */
export type FreshnessRefusal =
  | 'freshness_missing'
  | 'freshness_invalid'
  | 'freshness_mismatch'
  | 'freshness_in_future'
  | 'freshness_too_old';

export type FreshnessResult =
  | { readonly ok: true; readonly freshness: Freshness; readonly jws: string }
  | { readonly ok: false; readonly code: FreshnessRefusal; readonly cause?: StatementRefusal };

/** The bundle that a statement has to be about. */
export interface FreshnessSubject {
  readonly service: string;
  readonly environment: string;
  readonly version: number;
  /** The ETag of the answer or of the bundle in force; null where none is known. */
  readonly etag: string | null;
}

/** An entity tag without quotes and weakness: a gzipping proxy weakens tags, the bytes stay the same. */
export function entityTagValue(etag: string): string {
  return etag.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
}

/**
 * Reads `Accord-Fresh`: signed by a pinned bundle key, about exactly this bundle, and not from the future.
 * @param nowSeconds the client's clock; `toleranceSeconds` the contract's clock tolerance
 */
export function readFreshness(
  header: string | null,
  subject: FreshnessSubject,
  trustKeys: TrustKeys,
  nowSeconds: number,
  toleranceSeconds: number,
): FreshnessResult {
  if (!header) return { ok: false, code: 'freshness_missing' };
  const statement = verifyStatement(header, FRESHNESS_TYP, trustKeys);
  if (!statement.ok) return { ok: false, code: 'freshness_invalid', cause: statement.code };
  const parsed = Freshness.safeParse(statement.payload);
  if (!parsed.success) return { ok: false, code: 'freshness_invalid' };
  const freshness = parsed.data;
  if (!isAbout(freshness, subject)) return { ok: false, code: 'freshness_mismatch' };
  // A statement from the future would hide a frozen answer until that time comes.
  if (freshness.as_of > nowSeconds + FRESHNESS_RECENT_SECONDS + toleranceSeconds) {
    return { ok: false, code: 'freshness_in_future' };
  }
  return { ok: true, freshness, jws: header };
}

/** Whether a statement is recent enough for a first contact: at most 60 s old beside the clock tolerance. */
export function isRecent(freshness: Freshness, nowSeconds: number, toleranceSeconds: number): boolean {
  return nowSeconds - freshness.as_of <= FRESHNESS_RECENT_SECONDS + toleranceSeconds;
}

function isAbout(freshness: Freshness, subject: FreshnessSubject): boolean {
  return (
    freshness.service === subject.service &&
    freshness.environment === subject.environment &&
    freshness.version === subject.version &&
    (subject.etag === null || entityTagValue(freshness.etag) === entityTagValue(subject.etag))
  );
}

/**
 * How stale a policy is: `soft` warns, `hard` refuses, both past the bounds of its contract.
 *
 * @example
 * ```ts
 * import type { Staleness } from '@accord/validator';
 *
 * export const isAlarming = (staleness: Staleness): boolean => staleness !== 'fresh';
 * ```
 */
export type Staleness = 'fresh' | 'soft' | 'hard';

/** How stale a policy is whose last signed freshness was `asOf`; the bounds come from its contract. */
export function staleness(
  asOf: number,
  nowSeconds: number,
  bounds: { readonly softSeconds: number; readonly hardSeconds: number | null },
): Staleness {
  const age = nowSeconds - asOf;
  if (bounds.hardSeconds !== null && age > bounds.hardSeconds) return 'hard';
  return age > bounds.softSeconds ? 'soft' : 'fresh';
}
