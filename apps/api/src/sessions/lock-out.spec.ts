import { describe, expect, it } from 'vitest';
import { ACCOUNT_RULE, type LockState, afterFailure, fromNow, secondsLocked } from './lock-out.js';

function failTimes(times: number, start: number): LockState {
  let state: LockState | null = null;
  for (let i = 0; i < times; i += 1) state = afterFailure(state, ACCOUNT_RULE, start);
  if (state === null) throw new Error('no failure');
  return state;
}

describe('lock-out', () => {
  it('forgives four failures and locks for 30 s at the fifth', () => {
    expect(secondsLocked(failTimes(4, 1000), 1000)).toBe(0);
    expect(secondsLocked(failTimes(5, 1000), 1000)).toBe(30);
    expect(secondsLocked(failTimes(5, 1000), 1030)).toBe(0);
  });

  it('doubles with each further failure, up to an hour', () => {
    expect([6, 7, 8].map((times) => secondsLocked(failTimes(times, 0), 0))).toEqual([60, 120, 240]);
    expect(secondsLocked(failTimes(40, 0), 0)).toBe(3600);
  });

  it('forgets after an hour without a failure', () => {
    const state = failTimes(9, 0);
    expect(afterFailure(state, ACCOUNT_RULE, 3600).failures).toBe(10);
    expect(afterFailure(state, ACCOUNT_RULE, 3601)).toEqual({
      failures: 1,
      lastFailureAt: 3601,
      lockedUntil: null,
    });
  });

  it('is open for whom nothing is known', () => {
    expect(secondsLocked(null, 5)).toBe(0);
  });

  it('begins now when a wrong clock has put it into the future', () => {
    const state = failTimes(5, 1900);
    expect(fromNow(state, 1000)).toEqual({ failures: 5, lastFailureAt: 1000, lockedUntil: 1030 });
    expect(fromNow({ ...state, lockedUntil: null }, 1000).lockedUntil).toBeNull();
    // Two clocks that are right enough differ by some seconds.
    expect(fromNow(state, 1870)).toBe(state);
  });
});
