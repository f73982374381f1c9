import { combine, type Plan } from './plan.js';
import { planActivation } from './plan-activation.js';
import { planDestruction } from './plan-destruction.js';
import { isEmergency, planEmergency } from './plan-emergency.js';
import { planRemoval } from './plan-removal.js';
import { planStandby } from './plan-standby.js';
import { raiseTokenLifetime } from './raise-token-lifetime.js';
import type { RotationContext } from './rotation-context.js';

/**
 * What one issuer's keys of one algorithm do at `now` (epoch seconds), and what the rest waits for. Pure: the caller
 * applies the decisions in order in one transaction and asks again with the same `now` until none is left (a key that
 * was made is published in the next round; it is never activated in the same second, an issuer's very first and an
 * emergency apart).
 */
export function planTick(context: RotationContext): Plan {
  if (isEmergency(context)) return planEmergency(context);
  const extensions: Plan = { decisions: raiseTokenLifetime(context), waits: [] };
  if (context.settings.paused) {
    return combine([
      extensions,
      { decisions: [], waits: [{ transition: 'activate', kid: null, blockers: [{ code: 'paused' }] }] },
    ]);
  }
  return combine([
    extensions,
    planStandby(context),
    planActivation(context),
    planRemoval(context),
    planDestruction(context),
  ]);
}
