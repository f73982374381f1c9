import { leadElapsesAt } from './activation-guard.js';
import { handover } from './handover.js';
import { holdBlockers } from './holds-and-freezes.js';
import type { Plan } from './plan.js';
import { prepare } from './plan-standby.js';
import { activeKey, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** Whether the algorithm had an active key and has none now: only a compromise does that, and it cannot wait. */
export function isEmergency(context: RotationContext): boolean {
  return activeKey(context) === null && ownKeys(context).some((key) => key.activatedAt !== null);
}

/** The next step to an active key, past every guard: activate a standby, else publish or make one. */
export function planEmergency(context: RotationContext): Plan {
  const standby = emergencyStandby(context);
  if (standby === null) return prepare(context, 'emergency');
  const why = { path: 'emergency', cause: 'emergency', reason: null, overridden: [] } as const;
  return { decisions: [handover(context, standby, why)], waits: [] };
}

/** The best key to promote at once: an aged one before a fresh one, a free one before a held one; null without any. */
function emergencyStandby(context: RotationContext): RotationKey | null {
  const published = keysIn(ownKeys(context), 'published');
  const free = published.filter((key) => holdBlockers(key, context.now).length === 0);
  return (
    free.find((key) => isAged(context, key)) ??
    published.find((key) => isAged(context, key)) ??
    free[0] ??
    published[0] ??
    null
  );
}

function isAged(context: RotationContext, key: RotationKey): boolean {
  return context.now >= (leadElapsesAt(context, key) ?? Infinity);
}
