import type { Report } from '@accord/contract';
import type { Problem } from '../platform/errors/problem.js';
import { unprocessable } from '../platform/errors/problems.js';

/** Counts may arrive late, after an outage; older ones would change days that people have looked at. Seconds. */
export const OLDEST_WINDOW_SECONDS = 7 * 86_400;
/** How far a client's clock may be ahead. Seconds. */
const CLOCK_TOLERANCE_SECONDS = 300;

/** What is wrong with the window at `now` (epoch seconds); undefined for nothing. */
export function windowProblem({ start, end }: Report['window'], now: number): Problem | undefined {
  if (start < now - OLDEST_WINDOW_SECONDS) return windowTooOld(now);
  if (end > now + CLOCK_TOLERANCE_SECONDS) return windowInFuture(now);
  return undefined;
}

/** `now`: epoch seconds, for a client whose clock is wrong. */
export function windowTooOld(now: number): Problem {
  const detail = 'The window began more than 7 days ago. Drop these counts.';
  return unprocessable('window_too_old', detail, { now });
}

/** `now`: epoch seconds, for a client whose clock is wrong. */
export function windowInFuture(now: number): Problem {
  const detail = 'The window ends in the future. Correct the clock of this machine; drop these counts.';
  return unprocessable('window_in_future', detail, { now });
}
