/** The longest wait that is granted, in seconds: shorter than the idle limit of common proxies. */
export const MAX_WAIT_SECONDS = 55;
const DEFAULT_WAIT_SECONDS = 30;

/**
 * How many seconds a poll may be held, from its Prefer header (RFC 7240 §4.3). 0 without a `wait` preference;
 * `wait` alone means 30; more than 55 is granted as 55. A value that is no number is no preference (§2).
 */
export function preferredWait(prefer: string | undefined): number {
  if (prefer === undefined) return 0;
  for (const part of prefer.split(',')) {
    const match = /^\s*wait\s*(?:=\s*"?(\d{1,6})"?\s*)?(?:;.*)?$/i.exec(part);
    if (match)
      return Math.min(match[1] === undefined ? DEFAULT_WAIT_SECONDS : Number(match[1]), MAX_WAIT_SECONDS);
  }
  return 0;
}
