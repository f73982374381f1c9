import type { Blocker } from './blocker.js';
import type { DestroyDecision } from './decision.js';
import { combine, decideOrWait, type Plan } from './plan.js';
import { ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/** Destroys removed keys whose rollback window is over. */
export function planDestruction(context: RotationContext): Plan {
  return combine(
    keysIn(ownKeys(context), 'removed').map((key) =>
      decideOrWait({ transition: 'destroy', kid: key.kid }, blockersOf(context, key), () =>
        destructionOf(context, key),
      ),
    ),
  );
}

function blockersOf(context: RotationContext, key: RotationKey): Blocker[] {
  const until = key.destroyAfter ?? Infinity;
  return context.now < until ? [{ code: 'rollback_window_open', until }] : [];
}

function destructionOf(context: RotationContext, { kid }: RotationKey): DestroyDecision {
  return { kind: 'destroy', at: context.now, kid, cause: 'rollback_window_over', reason: null };
}
