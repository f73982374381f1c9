import type { Decision } from './decision.js';
import { newKey, type RotationKey } from './rotation-key.js';

/** What the caller alone knows about the change that a decision becomes. */
export interface Change {
  /** The number of the change in the log. */
  readonly version: number;
  /** The key pair made for a `create`; null for all others. */
  readonly made: { readonly kid: string; readonly thumbprint: string } | null;
}

/**
 * The issuer's keys after a decision: what to write.
 * @throws Error when a `create` comes without a made key, or a decision names a key that is not among `keys`.
 */
export function applyDecision(
  keys: readonly RotationKey[],
  decision: Decision,
  change: Change,
): RotationKey[] {
  if (decision.kind === 'create') {
    if (change.made === null) throw new Error('a create decision needs the key that was made for it');
    return [...keys, newKey({ ...change.made, alg: decision.alg, at: decision.at })];
  }
  if (!keys.some((key) => key.kid === decision.kid))
    throw new Error(`no key ${decision.kid} to ${decision.kind}`);
  return keys.map((key) => (concerns(decision, key) ? { ...key, ...changesTo(key, decision, change) } : key));
}

function concerns(decision: Exclude<Decision, { kind: 'create' }>, key: RotationKey): boolean {
  return decision.kid === key.kid || (decision.kind === 'activate' && decision.replaces?.kid === key.kid);
}

function changesTo(
  key: RotationKey,
  decision: Exclude<Decision, { kind: 'create' }>,
  change: Change,
): Partial<RotationKey> {
  if (decision.kind === 'activate' && key.kid === decision.replaces?.kid) {
    return { state: 'deactivated', deactivatedAt: decision.at, removeAfter: decision.replaces.removeAfter };
  }
  return ownChanges(key, decision, change);
}

function ownChanges(
  key: RotationKey,
  decision: Exclude<Decision, { kind: 'create' }>,
  change: Change,
): Partial<RotationKey> {
  const { at } = decision;
  switch (decision.kind) {
    case 'publish':
      return {
        state: 'published',
        publishedAt: at,
        publishedVersion: change.version,
        activateAfter: decision.activateAfter,
      };
    case 'activate':
      return {
        state: 'active',
        activatedAt: key.activatedAt ?? at,
        activeSince: at,
        deactivateAfter: decision.deactivateAfter,
        maxTokenLifetimeSeconds: decision.maxTokenLifetimeSeconds,
        deactivatedAt: null,
        removeAfter: null,
      };
    case 'remove':
      return { state: 'removed', removedAt: at, destroyAfter: decision.destroyAfter };
    case 'destroy':
      return { state: 'destroyed', destroyedAt: at };
    case 'compromise':
      // Nothing is left that a hold could keep from happening.
      return { state: 'compromised', compromisedAt: at, hold: null };
    case 'request_rotation':
      return { deactivateAfter: at };
    case 'hold':
      return { hold: decision.hold };
    case 'release':
      return { hold: null };
    case 'extend':
      return { maxTokenLifetimeSeconds: decision.maxTokenLifetimeSeconds };
  }
}
