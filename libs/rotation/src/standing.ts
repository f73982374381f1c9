import type { Blocker } from './blocker.js';
import { isClock, needsPerson } from './needs-person.js';
import type { Wait } from './plan.js';
import type { RotationContext } from './rotation-context.js';
import { safeBounds } from './safe-bounds.js';

/** How a transition that waits stands. */
export type Standing = 'needs_person' | 'held_up' | 'on_schedule';

/** Only what takes longer than a transition takes anyway holds it up. */
export function standingOf(context: RotationContext, wait: Wait): Standing {
  const { blockers, kid } = wait;
  if (blockers.some((blocker) => needsPerson(blocker, wait))) return 'needs_person';
  const clock = blockers.filter(isClock);
  if (clock.length > 0 && endOf(blockers) <= endOf(clock)) return 'on_schedule';
  const isReporting = blockers.every(({ code }) => code === 'verifier_not_drained') && isFresh(context, kid);
  return isReporting ? 'on_schedule' : 'held_up';
}

function endOf(blockers: readonly Blocker[]): number {
  return Math.max(0, ...blockers.map((blocker) => ('until' in blocker ? (blocker.until ?? 0) : 0)));
}

/** Whether a key's overlap ended so lately that the instances had no time to report since. */
function isFresh({ keys, bounds, now }: RotationContext, kid: string | null): boolean {
  const end = keys.find((key) => key.kid === kid)?.removeAfter ?? -Infinity;
  return now <= end + safeBounds(bounds).prepublishSeconds;
}
