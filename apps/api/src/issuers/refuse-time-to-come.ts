import { Problem } from '../platform/errors/problem.js';

/** By how much a caller's clock may be ahead of ours. */
const TOLERATED_SECONDS = 60;

/**
 * Refuses a time "issued before" that is still to come: until then every new token would be refused, too. Epoch seconds.
 *
 * @throws Problem 422 `time_to_come`
 */
export function refuseTimeToCome(member: 'not_before' | 'before', asked: number, now: number): void {
  if (asked <= now + TOLERATED_SECONDS) return;
  const code = 'time_to_come';
  const detail =
    `${member} is ${asked}, which is later than now, ${now}. ` +
    'Give a time in epoch seconds that has passed, or "now".';
  const errors = [{ in: 'body' as const, path: [member], code, message: detail }];
  throw new Problem({ status: 422, code, detail, errors });
}
