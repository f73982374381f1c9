import { gateOpensAt, isLive, toRef } from './acknowledgement.js';
import type { Blocker } from './blocker.js';
import { freezeBlockers, holdBlockers } from './holds-and-freezes.js';
import { jwksKeys } from './jwks-keys.js';
import type { RotationContext } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';
import { signerSwitch, type SignerSwitch } from './signer-switch.js';

/**
 * When the last token under a deactivated key can no longer be accepted by anybody:
 * `max(deactivated_at + G, last signer's switch) + T + λ + 2ε`, epoch seconds, T being the longest ever issued under it.
 */
export function drainedAt(context: RotationContext, key: RotationKey): number {
  return drainedAfter(context, key, switchOf(context, key));
}

/** What keeps a deactivated key from being removed. */
export function removalBlockers(context: RotationContext, key: RotationKey): Blocker[] {
  const switched = switchOf(context, key);
  const drained = drainedAfter(context, key, switched);
  const until = Math.max(key.removeAfter ?? 0, drained);
  const opensAt = gateOpensAt(context.facts, context.now);
  const { waitSeconds } = context.settings.acknowledgement;
  const blockers: Blocker[] = [];
  if (context.now < until) blockers.push({ code: 'overlap_not_elapsed', until });
  if (switched.missing.length > 0)
    blockers.push({ code: 'signer_not_acknowledged', missing: switched.missing });
  if (context.now < opensAt) blockers.push({ code: 'api_outage', until: opensAt });
  blockers.push(...drainBlockers(context, key, { drained, waitUntil: until + waitSeconds }));
  blockers.push(...holdBlockers(key, context.now), ...freezeBlockers(context.settings, context.now));
  if (jwksKeys(context.keys).length <= 1) blockers.push({ code: 'last_key' });
  return blockers;
}

function switchOf(context: RotationContext, key: RotationKey): SignerSwitch {
  return signerSwitch({
    now: context.now,
    key,
    signers: context.facts.signers,
    signerSwitchSeconds: context.bounds.signerSwitchSeconds,
  });
}

function drainedAfter(context: RotationContext, key: RotationKey, switched: SignerSwitch): number {
  const { signerSwitchSeconds: switching, clockToleranceSeconds, clockErrorSeconds } = context.bounds;
  const lifetime = Math.max(key.maxTokenLifetimeSeconds, context.bounds.maxTokenLifetimeSeconds);
  const deactivatedAt = key.deactivatedAt ?? context.now;
  const lastSigned = Math.max(deactivatedAt + switching, switched.lastAt ?? 0);
  return lastSigned + lifetime + clockToleranceSeconds + 2 * clockErrorSeconds;
}

function drainBlockers(
  context: RotationContext,
  key: RotationKey,
  { drained, waitUntil }: { readonly drained: number; readonly waitUntil: number },
): Blocker[] {
  const missing = context.facts.verifiers
    .filter((verifier) => isLive(verifier, context.now))
    // An instance born after the last token's end has no use to report; fleets with churn would never be done.
    .filter((verifier) => verifier.firstSeenAt <= drained)
    .filter(({ reportedUntil, acceptedUntil }) => {
      const usedUntil = acceptedUntil[key.kid] ?? -Infinity;
      return reportedUntil === null || reportedUntil <= drained || usedUntil >= reportedUntil;
    });
  if (missing.length === 0) return [];
  const personMustDecide = context.now >= waitUntil;
  return [{ code: 'verifier_not_drained', missing: missing.map(toRef), personMustDecide }];
}
