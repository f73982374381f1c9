import type { KeyState } from '@accord/contract';
import type { RotationKey } from './rotation-key.js';

/** A stretch of one state; epoch seconds, `end` exclusive. The last one is open: `plannedEnd` is when it may end. */
export interface TimelineSegment {
  readonly state: KeyState;
  readonly start: number;
  readonly end: number | null;
  readonly plannedEnd: number | null;
}

/** One key's life. */
export interface TimelineBar {
  readonly kid: string;
  readonly alg: RotationKey['alg'];
  readonly held: boolean;
  readonly segments: readonly TimelineSegment[];
}

/** A time in which a deactivated key is still published beside its successor; `planned` while its end lies ahead. */
export interface TimelineOverlap {
  readonly kid: string;
  readonly start: number;
  readonly end: number | null;
  readonly planned: boolean;
}

/** The picture of a rotation: a bar for each key, oldest first, and the overlaps to shade. */
export function timeline(keys: readonly RotationKey[]): {
  readonly bars: readonly TimelineBar[];
  readonly overlaps: readonly TimelineOverlap[];
} {
  const sorted = [...keys].sort(
    (left, right) => left.createdAt - right.createdAt || (left.kid < right.kid ? -1 : 1),
  );
  return { bars: sorted.map(barOf), overlaps: sorted.flatMap(overlapOf) };
}

function barOf(key: RotationKey): TimelineBar {
  const steps = stepsOf(key);
  const segments = steps.map(({ state, start }, index) => {
    const end = steps[index + 1]?.start ?? null;
    return { state, start, end, plannedEnd: end === null ? plannedEnd(key) : null };
  });
  return { kid: key.kid, alg: key.alg, held: key.hold !== null, segments };
}

function stepsOf(key: RotationKey): { readonly state: KeyState; readonly start: number }[] {
  const starts: readonly (readonly [KeyState, number | null])[] = [
    ['pre_active', key.createdAt],
    ['published', key.publishedAt],
    ['active', key.activatedAt],
    ['deactivated', key.deactivatedAt],
    ['removed', key.removedAt],
    ['destroyed', key.destroyedAt],
    ['compromised', key.compromisedAt],
  ];
  return starts.flatMap(([state, start]) => (start === null ? [] : [{ state, start }]));
}

function plannedEnd(key: RotationKey): number | null {
  switch (key.state) {
    case 'published':
      return key.activateAfter;
    case 'active':
      return key.deactivateAfter;
    case 'deactivated':
      return key.removeAfter;
    case 'removed':
      return key.destroyAfter;
    default:
      return null;
  }
}

function overlapOf(key: RotationKey): TimelineOverlap[] {
  if (key.deactivatedAt === null) return [];
  const ended = key.removedAt ?? key.compromisedAt;
  return [{ kid: key.kid, start: key.deactivatedAt, end: ended ?? key.removeAfter, planned: ended === null }];
}
