import { activationBlockers, leadElapsesAt, standingBlockers } from './activation-guard.js';
import type { Blocker } from './blocker.js';
import { handover } from './handover.js';
import { decideOrWait, nothing, type Plan } from './plan.js';
import { isFirst } from './plan-standby.js';
import { activeKey, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** Activates the oldest published key when its turn has come and every guard holds. */
export function planActivation(context: RotationContext): Plan {
  const [candidate, ...behind] = keysIn(ownKeys(context), 'published');
  if (candidate === undefined) return nothing;
  const wait = { transition: 'activate' as const, kid: candidate.kid };
  const why = { reason: null, overridden: [] };
  if (isFirst(context)) {
    return decideOrWait(wait, standingBlockers(context, candidate), () =>
      handover(context, candidate, { ...why, path: 'first', cause: 'first_key' }),
    );
  }
  const blockers = [
    ...rhythmBlockers(context),
    ...activationBlockers(context, candidate),
    ...reserveBlockers(context, behind),
  ];
  return decideOrWait(wait, blockers, () =>
    handover(context, candidate, { ...why, path: 'automatic', cause: 'handover_due' }),
  );
}

function rhythmBlockers(context: RotationContext): Blocker[] {
  const until = activeKey(context)?.deactivateAfter ?? null;
  return until !== null && context.now < until ? [{ code: 'not_due', until }] : [];
}

/** Not a guard of the key itself: an aged standby must be left for emergencies once this one is taken. */
function reserveBlockers(context: RotationContext, behind: readonly RotationKey[]): Blocker[] {
  const ready = behind.map((key) => leadElapsesAt(context, key) ?? Infinity);
  const until = Math.min(...ready);
  if (context.now >= until) return [];
  return [{ code: 'standby_not_ready', until: Number.isFinite(until) ? until : null }];
}
