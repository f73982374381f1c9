import { leadElapsesAt } from './activation-guard.js';
import { nextStandbyAt } from './plan-standby.js';
import { drainedAt } from './removal-guard.js';
import { activeKey, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** When the next transitions can happen at the earliest, as far as clocks go; epoch seconds, null when none is in sight. */
export interface NextTimes {
  readonly publishAt: number | null;
  readonly activateAt: number | null;
  readonly removeAt: number | null;
}

/** The schedule's absolute next times, to be stored with it and shown. */
export function nextTimes(context: RotationContext): NextTimes {
  const published = keysIn(ownKeys(context), 'published');
  const candidate = published[0];
  const removals = keysIn(ownKeys(context), 'deactivated').map((key) => removalAt(context, key));
  return {
    publishAt: published.length > 1 ? null : nextStandbyAt(context),
    activateAt:
      candidate === undefined
        ? null
        : Math.max(leadElapsesAt(context, candidate) ?? 0, activeKey(context)?.deactivateAfter ?? 0),
    removeAt: removals.length === 0 ? null : Math.min(...removals),
  };
}

/**
 * When a key leaves the state that it is in, at the earliest, as far as clocks and the schedule go: standbys take turns,
 * the oldest first, an interval apart. Epoch seconds; null when nobody knows, or when it never does.
 */
export function nextTransitionAt(context: RotationContext, key: RotationKey): number | null {
  if (key.state === 'published') return turnAt(context, key);
  if (key.state === 'active') return key.deactivateAfter ?? nextTimes(context).activateAt;
  return key.state === 'deactivated' ? removalAt(context, key) : null;
}

function turnAt(context: RotationContext, key: RotationKey): number | null {
  const first = nextTimes(context).activateAt;
  if (first === null) return null;
  const before = keysIn(ownKeys(context), 'published').findIndex(({ kid }) => kid === key.kid);
  return Math.max(first + before * context.settings.intervalSeconds, leadElapsesAt(context, key) ?? 0);
}

function removalAt(context: RotationContext, key: RotationKey): number {
  return Math.max(key.removeAfter ?? 0, drainedAt(context, key));
}
