import { leadElapsesAt } from './activation-guard.js';
import { nextStandbyAt } from './plan-standby.js';
import { drainedAt } from './removal-guard.js';
import { activeKey, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn } from './rotation-key.js';

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
  const removals = keysIn(ownKeys(context), 'deactivated').map((key) =>
    Math.max(key.removeAfter ?? 0, drainedAt(context, key)),
  );
  return {
    publishAt: published.length > 1 ? null : nextStandbyAt(context),
    activateAt:
      candidate === undefined
        ? null
        : Math.max(leadElapsesAt(context, candidate) ?? 0, activeKey(context)?.deactivateAfter ?? 0),
    removeAt: removals.length === 0 ? null : Math.min(...removals),
  };
}
