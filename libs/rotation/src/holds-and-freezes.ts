import type { Blocker } from './blocker.js';
import type { RotationPolicy } from './rotation-context.js';
import type { RotationKey } from './rotation-key.js';

/** The hold on a key, as a blocker, unless it is absent or has expired. */
export function holdBlockers(key: RotationKey, now: number): Blocker[] {
  if (key.hold === null) return [];
  const { reason, owner, expiresAt } = key.hold;
  if (expiresAt !== null && now >= expiresAt) return [];
  return [{ code: 'hold', until: expiresAt, reason, owner }];
}

/** When the hold on a key ends, in epoch seconds: 0 without one, `Infinity` for one that somebody has to release. */
export function holdEndsAt({ hold }: RotationKey): number {
  return hold === null ? 0 : (hold.expiresAt ?? Infinity);
}

/** The freezes in force, as blockers. `from` is inclusive, `until` exclusive. */
export function freezeBlockers(settings: RotationPolicy, now: number): Blocker[] {
  return settings.freezes
    .filter((freeze) => freeze.from <= now && now < freeze.until)
    .map(({ until, reason }) => ({ code: 'freeze', until, reason }));
}

/** The first moment from `at` (epoch seconds) on that no freeze covers. */
export function afterFreezes(settings: RotationPolicy, at: number): number {
  const covering = settings.freezes.find(({ from, until }) => from <= at && at < until);
  return covering === undefined ? at : afterFreezes(settings, covering.until);
}
