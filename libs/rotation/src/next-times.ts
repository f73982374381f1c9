import { gateOpensAt } from './acknowledgement.js';
import { leadElapsesAt } from './activation-guard.js';
import { afterFreezes } from './holds-and-freezes.js';
import { isFirst, nextStandbyAt } from './plan-standby.js';
import { drainedAt } from './removal-guard.js';
import { activeKey, leadSeconds, overlapSeconds, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/**
 * When the next transitions can happen at the earliest, as far as clocks go; epoch seconds, null when none is in sight.
 * Never before now: what is due waits for something that has no time of its own, such as the fleet.
 */
export interface NextTimes {
  readonly publishAt: number | null;
  readonly activateAt: number | null;
  readonly removeAt: number | null;
}

/** The schedule's absolute next times, to be stored with it and shown. */
export function nextTimes(context: RotationContext): NextTimes {
  const [candidate, ...behind] = keysIn(ownKeys(context), 'published');
  const standbyAt = behind.length > 0 ? null : nextStandbyAt(context);
  const activateAt = candidate === undefined ? null : activationAt(context, candidate, behind);
  return {
    publishAt: standbyAt === null ? null : Math.max(context.now, standbyAt),
    activateAt,
    removeAt: nextRemovalAt(context, activateAt),
  };
}

/**
 * When a key leaves the state that it is in, at the earliest, as far as clocks and the schedule go: standbys take turns,
 * the oldest first, an interval apart. Epoch seconds, never before now; null when nobody knows, or when it never does.
 */
export function nextTransitionAt(context: RotationContext, key: RotationKey): number | null {
  if (key.state === 'published') return turnAt(context, key);
  if (key.state === 'active') return handoverAt(context, key);
  return key.state === 'deactivated' ? removalAt(context, key) : null;
}

function turnAt(context: RotationContext, key: RotationKey): number | null {
  const first = nextTimes(context).activateAt;
  if (first === null) return null;
  const before = keysIn(ownKeys(context), 'published').findIndex(({ kid }) => kid === key.kid);
  return Math.max(first + before * context.settings.intervalSeconds, leadElapsesAt(context, key) ?? 0);
}

function handoverAt(context: RotationContext, key: RotationKey): number | null {
  const at = nextTimes(context).activateAt ?? key.deactivateAfter;
  return at === null ? null : Math.max(context.now, at);
}

function activationAt(
  context: RotationContext,
  candidate: RotationKey,
  behind: readonly RotationKey[],
): number {
  const guards = isFirst(context)
    ? []
    : [
        leadElapsesAt(context, candidate) ?? 0,
        activeKey(context)?.deactivateAfter ?? 0,
        gateOpensAt(context.facts, context.now),
        reserveReadyAt(context, behind),
      ];
  return afterFreezes(context.settings, Math.max(context.now, candidate.hold?.expiresAt ?? 0, ...guards));
}

/** When a standby is left for emergencies: the hand-over waits for one that is yet to be made, too. */
function reserveReadyAt(context: RotationContext, behind: readonly RotationKey[]): number {
  if (behind.length > 0) return Math.min(...behind.map((key) => leadElapsesAt(context, key) ?? Infinity));
  const publishAt = Math.max(context.now, nextStandbyAt(context) ?? 0);
  return publishAt + Math.max(1, leadSeconds(context));
}

/** Of a key whose overlap runs; without one, of the key that signs, after its hand-over. */
function nextRemovalAt(context: RotationContext, activateAt: number | null): number | null {
  const deactivated = keysIn(ownKeys(context), 'deactivated');
  if (deactivated.length > 0) return Math.min(...deactivated.map((key) => removalAt(context, key)));
  const active = activeKey(context);
  if (active === null || activateAt === null) return null;
  return afterFreezes(context.settings, activateAt + overlapSeconds(context, active));
}

function removalAt(context: RotationContext, key: RotationKey): number {
  const { now, facts, settings } = context;
  const guards = [key.removeAfter ?? 0, drainedAt(context, key), gateOpensAt(facts, now)];
  return afterFreezes(settings, Math.max(now, key.hold?.expiresAt ?? 0, ...guards));
}
