import type { ActivateDecision, ActivationPath, Cause } from './decision.js';
import type { Blocker } from './blocker.js';
import { keyNotFoundSeconds } from './activation-guard.js';
import { activeKey, overlapSeconds, type RotationContext } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';

/** The decision to activate a key in place of the one that is active now, with every absolute time to store. */
export function handover(
  context: RotationContext,
  key: RotationKey,
  why: {
    readonly path: ActivationPath;
    readonly cause: Cause;
    readonly reason: string | null;
    readonly overridden: readonly Blocker[];
  },
): ActivateDecision {
  const { now, settings, bounds } = context;
  const active = activeKey(context);
  return {
    kind: 'activate',
    at: now,
    kid: key.kid,
    ...why,
    deactivateAfter: now + settings.intervalSeconds + jitterOf(key.kid, settings.jitterSeconds),
    maxTokenLifetimeSeconds: Math.max(key.maxTokenLifetimeSeconds, bounds.maxTokenLifetimeSeconds),
    replaces: active && { kid: active.kid, removeAfter: now + overlapSeconds(context, active) },
    keyNotFoundSeconds: keyNotFoundSeconds(context, key.publishedAt ?? now),
  };
}

/** A spread from 0 to `jitterSeconds` that depends on the kid alone, so that every replica computes the same. */
function jitterOf(kid: string, jitterSeconds: number): number {
  let hash = 0x811c9dc5;
  for (const letter of kid) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % (jitterSeconds + 1);
}
