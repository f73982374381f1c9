import type { KeyState, SigningKey } from '@accord/contract';
import type { Camel } from './camel.js';

/** The rotation record of one key; see `SigningKey` in the contract library. Times are epoch seconds. */
export type RotationKey = Camel<SigningKey>;

/** A key that was just made: its pair exists, nobody has seen it. `at`: epoch seconds. */
export function newKey(made: {
  readonly kid: string;
  readonly thumbprint: string;
  readonly alg: RotationKey['alg'];
  readonly at: number;
}): RotationKey {
  return {
    kid: made.kid,
    thumbprint: made.thumbprint,
    alg: made.alg,
    state: 'pre_active',
    createdAt: made.at,
    publishedAt: null,
    publishedVersion: null,
    activateAfter: null,
    activatedAt: null,
    activeSince: null,
    deactivateAfter: null,
    deactivatedAt: null,
    removeAfter: null,
    removedAt: null,
    destroyAfter: null,
    destroyedAt: null,
    compromisedAt: null,
    maxTokenLifetimeSeconds: 0,
    hold: null,
  };
}

/** The keys in a state, in the order in which they were published (then made, then by kid: the same on every replica). */
export function keysIn(keys: readonly RotationKey[], state: KeyState): RotationKey[] {
  return keys.filter((key) => key.state === state).sort(byAge);
}

function byAge(left: RotationKey, right: RotationKey): number {
  return (
    (left.publishedAt ?? Infinity) - (right.publishedAt ?? Infinity) ||
    left.createdAt - right.createdAt ||
    (left.kid < right.kid ? -1 : 1)
  );
}
