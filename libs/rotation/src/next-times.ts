import { gateOpensAt } from './acknowledgement.js';
import { leadElapsesAt } from './activation-guard.js';
import { earliest } from './earliest.js';
import { afterFreezes, holdEndsAt } from './holds-and-freezes.js';
import { isFirst, nextStandbyAt } from './plan-standby.js';
import { algBlockers } from './publication-guard.js';
import { drainedAt } from './removal-guard.js';
import { activeKey, leadSeconds, overlapSeconds, ownKeys, type RotationContext } from './rotation-context.js';
import { keysIn, type RotationKey } from './rotation-key.js';

/**
 * When the next transitions can happen at the earliest, as far as clocks go; epoch seconds. One before now is overdue: it
 * waits for something that has no time of its own, such as the fleet. Null when none is in sight, or nobody can know
 * when: behind a pause, a hold without an end, or a step that is overdue itself.
 */
export interface NextTimes {
  readonly publishAt: number | null;
  readonly activateAt: number | null;
  readonly removeAt: number | null;
}

/** The schedule's absolute next times, to be stored with it and shown. */
export function nextTimes(context: RotationContext): NextTimes {
  if (context.settings.paused) return { publishAt: null, activateAt: null, removeAt: null };
  const [candidate, ...behind] = keysIn(ownKeys(context), 'published');
  const activateAt = candidate === undefined ? null : activationAt(context, candidate, behind);
  return {
    publishAt: behind.length > 0 ? null : nextStandbyAt(context),
    activateAt,
    removeAt: nextRemovalAt(context, activateAt),
  };
}

/**
 * When a key leaves the state that it is in, at the earliest, and then the one after it; epoch seconds, as `NextTimes`
 * are. Standbys take turns, the oldest first, an interval apart. What nobody knows is left out.
 */
export function plannedTransitions(context: RotationContext, key: RotationKey): readonly number[] {
  const next = nextTransitionAt(context, key);
  if (next === null) return [];
  const following = followingTransitionAt(context, key, next);
  return following === null ? [next] : [next, following];
}

function nextTransitionAt(context: RotationContext, key: RotationKey): number | null {
  if (context.settings.paused) return null;
  if (key.state === 'published') return turnAt(context, key);
  if (key.state === 'active') return handoverAt(context, key);
  return key.state === 'deactivated' ? removalAt(context, key) : null;
}

function followingTransitionAt(context: RotationContext, key: RotationKey, next: number): number | null {
  if (next < context.now) return null;
  if (key.state === 'published') return next + context.settings.intervalSeconds;
  return key.state === 'active' ? removalAfter(context, key, next) : null;
}

function turnAt(context: RotationContext, key: RotationKey): number | null {
  const first = nextTimes(context).activateAt;
  const before = keysIn(ownKeys(context), 'published').findIndex(({ kid }) => kid === key.kid);
  if (before === 0 || first === null) return first;
  if (first < context.now) return null;
  const turn = first + before * context.settings.intervalSeconds;
  return known(Math.max(turn, leadElapsesAt(context, key) ?? 0, holdEndsAt(key)));
}

function handoverAt(context: RotationContext, key: RotationKey): number | null {
  const hasSuccessor = keysIn(ownKeys(context), 'published').length > 0;
  return hasSuccessor ? nextTimes(context).activateAt : key.deactivateAfter;
}

function activationAt(
  context: RotationContext,
  candidate: RotationKey,
  behind: readonly RotationKey[],
): number | null {
  const guards = isFirst(context)
    ? [candidate.publishedAt ?? 0]
    : [
        leadElapsesAt(context, candidate) ?? 0,
        activeKey(context)?.deactivateAfter ?? 0,
        gateOpensAt(context.facts, context.now),
        reserveReadyAt(context, behind),
      ];
  return unguardedAt(context, [holdEndsAt(candidate), ...guards]);
}

/** When a standby is left for emergencies: the hand-over waits for one that is yet to be made, too. */
function reserveReadyAt(context: RotationContext, behind: readonly RotationKey[]): number {
  if (behind.length > 0) return Math.min(...behind.map((key) => leadElapsesAt(context, key) ?? Infinity));
  const dueAt = nextStandbyAt(context) ?? 0;
  if (dueAt <= context.now && algBlockers(context).length > 0) return Infinity;
  return Math.max(context.now, dueAt) + Math.max(1, leadSeconds(context));
}

/** Of a key whose overlap runs; without one, of the key that signs, after its hand-over. */
function nextRemovalAt(context: RotationContext, activateAt: number | null): number | null {
  const deactivated = keysIn(ownKeys(context), 'deactivated');
  if (deactivated.length > 0) return earliest(deactivated.map((key) => removalAt(context, key)));
  const active = activeKey(context);
  if (active === null || activateAt === null || activateAt < context.now) return null;
  return removalAfter(context, active, activateAt);
}

function removalAfter(context: RotationContext, active: RotationKey, handoverAt: number): number | null {
  return unguardedAt(context, [handoverAt + overlapSeconds(context, active), holdEndsAt(active)]);
}

function removalAt(context: RotationContext, key: RotationKey): number | null {
  const opensAt = gateOpensAt(context.facts, context.now);
  return unguardedAt(context, [key.removeAfter ?? 0, drainedAt(context, key), opensAt, holdEndsAt(key)]);
}

/** When the last of the guards lets go, and no freeze is in force: neither then nor, for what is overdue, now. */
function unguardedAt({ settings, now }: RotationContext, guards: readonly number[]): number | null {
  const at = afterFreezes(settings, Math.max(...guards));
  const thawed = afterFreezes(settings, now);
  return known(thawed > now ? Math.max(at, thawed) : at);
}

function known(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}
