import type { Blocker } from './blocker.js';
import type { Wait } from './plan.js';

const always: ReadonlySet<Blocker['code']> = new Set([
  'paused',
  'hold',
  'alg_not_allowed',
  'kid_not_unique',
  'no_active_key',
  'no_standby',
]);

const clock: ReadonlySet<Blocker['code']> = new Set([
  'not_due',
  'lead_not_elapsed',
  'overlap_not_elapsed',
  'rollback_window_open',
]);

/** Whether the clock alone ends it: a transition takes that time anyway. */
export function isClock(blocker: Blocker): boolean {
  return clock.has(blocker.code) || (blocker.code === 'standby_not_ready' && blocker.until !== null);
}

/**
 * Whether somebody has to act before this blocker of a wait ends. A signer that has not switched is ordinary while the
 * clock runs anyway; once nothing else is waited for, somebody should look at it.
 */
export function needsPerson(blocker: Blocker, { blockers }: Pick<Wait, 'blockers'>): boolean {
  if (blocker.code === 'hold') return blocker.until === null;
  if ('personMustDecide' in blocker) return blocker.personMustDecide;
  if (blocker.code === 'signer_not_acknowledged') return !blockers.some(isClock);
  return always.has(blocker.code);
}
