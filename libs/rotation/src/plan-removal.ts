import type { RemoveDecision } from './decision.js';
import { combine, decideOrWait, type Plan } from './plan.js';
import { removalBlockers } from './removal-guard.js';
import { ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** Removes deactivated keys whose tokens have all ended: one at a time, so that each is judged with the others gone. */
export function planRemoval(context: RotationContext): Plan {
  const plans = keysIn(ownKeys(context), 'deactivated').map((key) =>
    decideOrWait({ transition: 'remove', kid: key.kid }, removalBlockers(context, key), () =>
      removal(context, key, {
        cause: 'overlap_elapsed',
        reason: null,
        overridden: [],
        keyNotFoundSeconds: 0,
      }),
    ),
  );
  const { decisions, waits } = combine(plans);
  return { decisions: decisions.slice(0, 1), waits };
}

/** The decision to remove a key, with the end of its rollback window. */
export function removal(
  context: RotationContext,
  key: RotationKey,
  why: Pick<RemoveDecision, 'cause' | 'reason' | 'overridden' | 'keyNotFoundSeconds'>,
): RemoveDecision {
  const destroyAfter = context.now + context.settings.rollbackWindowSeconds;
  return { kind: 'remove', at: context.now, kid: key.kid, destroyAfter, ...why };
}
