import type { SignerInstance, VerifierInstance } from './facts.js';
import type { RotationContext } from './rotation-context.js';
import { newKey, type RotationKey } from './rotation-key.js';
import type { SafeBoundsInput } from './safe-bounds.js';

/** L_min = 5 + 100 + 2 = 107, O_min = 60 + 600 + 30 + 2 = 692, R = 105. */
export const bounds: SafeBoundsInput = {
  distributionSeconds: 5,
  clockErrorSeconds: 1,
  signerSwitchSeconds: 60,
  maxTokenLifetimeSeconds: 600,
  clockToleranceSeconds: 30,
  verifiers: [
    { name: 'sdk', copyAgeSeconds: 100, refetchesOnMiss: false, cooldownSeconds: 0, negativeCacheSeconds: 0 },
  ],
};

/** A key in any state. Times that are not given are null; the kid is its own thumbprint; it was activated once. */
export function key(kid: string, changes: Partial<RotationKey>): RotationKey {
  const made = newKey({ kid, thumbprint: kid, alg: 'ES256', at: 0 });
  return { ...made, activeSince: changes.activatedAt ?? null, ...changes };
}

/** The key that signs, due for hand-over at 3600. */
export const active = key('active', {
  state: 'active',
  publishedAt: 0,
  publishedVersion: 1,
  activateAfter: 0,
  activatedAt: 0,
  deactivateAfter: 3600,
  maxTokenLifetimeSeconds: 600,
});
/** Published long ago. */
export const standby = key('standby', {
  state: 'published',
  publishedAt: 10,
  publishedVersion: 2,
  activateAfter: 117,
});
/** Published one lead before the hand-over at 3600. */
export const next = key('next', {
  state: 'published',
  publishedAt: 3493,
  publishedVersion: 3,
  activateAfter: 3600,
});
/** Deactivated at 1000: its last token ends at 1692. */
export const old = key('old', {
  state: 'deactivated',
  publishedAt: 0,
  publishedVersion: 1,
  activateAfter: 0,
  activatedAt: 0,
  deactivateAfter: 1000,
  deactivatedAt: 1000,
  removeAfter: 1692,
  maxTokenLifetimeSeconds: 600,
});
/** Took over from `old`. */
export const successor = key('successor', {
  ...active,
  kid: 'successor',
  thumbprint: 'successor',
  activatedAt: 1000,
  deactivateAfter: 4600,
});

/** A live validator that holds every version and has reported up to `now`. */
export function verifier(now: number, changes: Partial<VerifierInstance>): VerifierInstance {
  return {
    service: 'orders',
    environment: 'production',
    instance: 'orders-1',
    copyAgeSeconds: 100,
    appliedVersion: 1000,
    firstSeenAt: 0,
    lastSeenAt: now,
    leaving: false,
    reportedUntil: now,
    acceptedUntil: {},
    ...changes,
  };
}

/** A live signer. */
export function signer(
  instance: string,
  lastSeenAt: number,
  applied: SignerInstance['applied'],
): SignerInstance {
  return { instance, firstSeenAt: 0, lastSeenAt, leaving: false, applied };
}

/** A quiet moment: one healthy validator, no signer known, hourly rotation, nothing frozen. */
export function contextAt(now: number, keys: readonly RotationKey[]): RotationContext {
  return {
    now,
    keys,
    bounds,
    settings: {
      alg: 'ES256',
      intervalSeconds: 3600,
      jitterSeconds: 0,
      prepublishSeconds: null,
      overlapSeconds: null,
      rollbackWindowSeconds: 1000,
      freezes: [],
      acknowledgement: { sharePercent: 100, waitSeconds: 300 },
      paused: false,
    },
    facts: { verifiers: [verifier(now, {})], signers: [], contractsRefusingAlg: [], apiUpSince: -10_000 },
  };
}
