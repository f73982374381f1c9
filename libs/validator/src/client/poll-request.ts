import { SCHEMA } from './sdk.js';

/** What one poll tells the control plane: it is heartbeat and acknowledgement at once. */
export interface PollFacts {
  /** The ETag of the policy in force, or null. */
  readonly etag: string | null;
  /** The bundle version in force, or null. */
  readonly applied: number | null;
  /** Why the last bundle was refused, or null. */
  readonly error: string | null;
  readonly trustedKids: readonly string[];
  /** Seconds that the server may hold the request; 0 asks for an answer at once. */
  readonly waitSeconds: number;
  /** Seconds until the next poll may be expected. */
  readonly intervalSeconds: number;
  /** Epoch seconds by the client's clock. */
  readonly now: number;
  /** The last poll of a client that stops. */
  readonly leaving: boolean;
}

/** The longest wait that the protocol allows. */
export const LONGEST_WAIT_SECONDS = 55;

/** The header fields of a poll, beside those that every request carries. */
export function pollHeaders(facts: PollFacts): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/jose',
    'Accord-Schema': SCHEMA,
    'Accord-Interval': String(facts.intervalSeconds),
    'Accord-Applied': facts.applied === null ? 'none' : String(facts.applied),
    'Accord-Trust': facts.trustedKids.join(','),
    'Accord-Time': String(facts.now),
  };
  if (facts.etag !== null) headers['If-None-Match'] = facts.etag;
  if (facts.error !== null) headers['Accord-Error'] = facts.error;
  // Without an ETag there is nothing to wait for: any policy is news.
  if (facts.etag !== null && facts.waitSeconds > 0) headers['Prefer'] = `wait=${facts.waitSeconds}`;
  if (facts.leaving) headers['Accord-Leaving'] = '1';
  return headers;
}

/** Whether the server held the request as asked (RFC 7240 §3). */
export function honouredWait(preferenceApplied: string | null): boolean {
  return preferenceApplied !== null && /(^|[,\s])wait(\s*=|\s*(,|$))/i.test(preferenceApplied);
}
