import type { Blocker } from './blocker.js';
import type { RotationContext } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';

/** What keeps any key of this algorithm from being published. */
export function algBlockers(context: RotationContext): Blocker[] {
  const contracts = context.facts.contractsRefusingAlg;
  return contracts.length === 0 ? [] : [{ code: 'alg_not_allowed', contracts }];
}

/** What keeps a made key from being published: its algorithm, or a kid or thumbprint that is or was another key's. */
export function publicationBlockers(context: RotationContext, key: RotationKey): Blocker[] {
  const clash = context.keys.some(
    (other) => other !== key && (other.kid === key.kid || other.thumbprint === key.thumbprint),
  );
  return [...(clash ? [{ code: 'kid_not_unique' } as const] : []), ...algBlockers(context)];
}
