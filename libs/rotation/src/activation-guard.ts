import { fleetBlockers, gateOpensAt } from './acknowledgement.js';
import type { Blocker } from './blocker.js';
import { freezeBlockers, holdBlockers } from './holds-and-freezes.js';
import { algBlockers } from './publication-guard.js';
import { activeKey, type RotationContext } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';
import { safeBounds } from './safe-bounds.js';

/**
 * When a published key has been out for long enough: the time stored at its publication, or the present minimum after
 * it, whichever is later; never the very second of its publication. Null for a key that was never published.
 */
export function leadElapsesAt(context: RotationContext, key: RotationKey): number | null {
  if (key.publishedAt === null) return null;
  const minimum = Math.max(1, safeBounds(context.bounds).prepublishSeconds);
  return Math.max(key.activateAfter ?? 0, key.publishedAt + minimum);
}

/** For how many seconds, at worst, tokens signed by this key from now on fail as `key_not_found`. */
export function keyNotFoundSeconds(context: RotationContext, publishedAt: number): number {
  return Math.max(0, publishedAt + safeBounds(context.bounds).prepublishSeconds - context.now);
}

/** What keeps a published key from being activated, besides the schedule's own rhythm. */
export function activationBlockers(context: RotationContext, key: RotationKey): Blocker[] {
  return [...leadBlockers(context, key), ...standingBlockers(context, key), ...fleetGate(context, key)];
}

/** The guards that an issuer's very first key has to pass as well. */
export function standingBlockers(context: RotationContext, key: RotationKey): Blocker[] {
  return [
    ...algBlockers(context),
    ...holdBlockers(key, context.now),
    ...freezeBlockers(context.settings, context.now),
  ];
}

function leadBlockers(context: RotationContext, key: RotationKey): Blocker[] {
  const until = leadElapsesAt(context, key) ?? Infinity;
  return context.now < until ? [{ code: 'lead_not_elapsed', until }] : [];
}

function fleetGate(context: RotationContext, key: RotationKey): Blocker[] {
  const { now, settings, facts } = context;
  const opensAt = gateOpensAt(facts, now);
  const outage: Blocker[] = now < opensAt ? [{ code: 'api_outage', until: opensAt }] : [];
  const dueAt = Math.max(leadElapsesAt(context, key) ?? now, activeKey(context)?.deactivateAfter ?? 0);
  const fleet = fleetBlockers({
    now,
    version: key.publishedVersion,
    sharePercent: settings.acknowledgement.sharePercent,
    verifiers: facts.verifiers,
    waitUntil: dueAt + settings.acknowledgement.waitSeconds,
  });
  return [...outage, ...fleet];
}
