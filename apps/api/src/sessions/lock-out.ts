import { MOST_OFF_SECONDS } from '../platform/clock/clock.js';

/** How many failures are forgiven, and how long a failure is remembered. Seconds. */
export interface LockOutRule {
  failures: number;
  forgetAfterSeconds: number;
}

export const ACCOUNT_RULE: LockOutRule = { failures: 5, forgetAfterSeconds: 3600 };
export const ADDRESS_RULE: LockOutRule = { failures: 20, forgetAfterSeconds: 900 };

const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 3600;

/** What is known of one account or one address. Epoch seconds. */
export interface LockState {
  failures: number;
  lastFailureAt: number;
  lockedUntil: number | null;
}

/** Seconds until another try is allowed; 0 when it is now. */
export function secondsLocked(state: LockState | null, now: number): number {
  return Math.max(0, (state?.lockedUntil ?? 0) - now);
}

/** The state as of now, when a wrong clock wrote it with a time in the future; a lock then begins now. */
export function fromNow<State extends LockState>(state: State, now: number): State {
  if (state.lastFailureAt <= now + MOST_OFF_SECONDS) return state;
  const { lastFailureAt, lockedUntil } = state;
  return {
    ...state,
    lastFailureAt: now,
    lockedUntil: lockedUntil === null ? null : now + (lockedUntil - lastFailureAt),
  };
}

/** The state after one more failure: past the forgiven ones each locks twice as long, up to an hour. */
export function afterFailure(state: LockState | null, rule: LockOutRule, now: number): LockState {
  const isForgotten = state === null || now - state.lastFailureAt > rule.forgetAfterSeconds;
  const failures = isForgotten ? 1 : state.failures + 1;
  const beyond = failures - rule.failures;
  const seconds = beyond < 0 ? 0 : Math.min(FIRST_LOCK_SECONDS * 2 ** beyond, LONGEST_LOCK_SECONDS);
  return { failures, lastFailureAt: now, lockedUntil: seconds === 0 ? null : now + seconds };
}
