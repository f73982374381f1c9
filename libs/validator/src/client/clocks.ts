import type { Clock } from '../core/compiled-policy.js';

/** The system clock in whole seconds. */
export function systemClock(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * A clock for everything but verdicts: where the caller's throws or gives no whole seconds, the time that it gave
 * last counts, so that polling and reports go on. Verdicts need the right time; they refuse.
 */
export function steadyClock(clock: Clock): Clock {
  let last = systemClock();
  return () => {
    try {
      const now = clock();
      if (Number.isSafeInteger(now)) last = now;
    } catch {
      // Each verdict meets the same exception and tells of it.
    }
    return last;
  };
}
