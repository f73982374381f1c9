import type { ExtendDecision } from './decision.js';
import { ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn } from './rotation-key.js';

/**
 * Notes on every key of the algorithm whose tokens live that longer tokens are issued under it from now on. To be applied in the
 * transaction that changes the bounds, with the new bounds: else a lifetime that is raised and lowered again between
 * two ticks would be forgotten, and its tokens would outlive their key.
 */
export function raiseTokenLifetime(context: RotationContext): ExtendDecision[] {
  const lifetime = context.bounds.maxTokenLifetimeSeconds;
  const keys = ownKeys(context);
  return [...keysIn(keys, 'active'), ...keysIn(keys, 'deactivated')]
    .filter((key) => key.maxTokenLifetimeSeconds < lifetime)
    .map((key) => ({
      kind: 'extend',
      at: context.now,
      kid: key.kid,
      maxTokenLifetimeSeconds: lifetime,
      cause: 'token_lifetime_raised',
      reason: null,
    }));
}
