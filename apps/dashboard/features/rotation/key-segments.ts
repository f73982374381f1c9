import type { KeyView, RotationKeyView, RotationView } from '@accord/contract/http';
import type { KeyPhase, TimelineBound, TimelineSegment } from '@accord/ui';
import { formatDuration } from '@accord/ui';

type Step = readonly [KeyPhase, number];

/** The states that a key has really been in, with when each began (epoch seconds). */
function stepsOf(key: KeyView): Step[] {
  const starts: readonly (readonly [KeyPhase, number | null])[] = [
    ['pre_active', key.created_at],
    ['published', key.published_at],
    ['active', key.activated_at],
    ['deactivated', key.deactivated_at],
    ['removed', key.removed_at],
    ['compromised', key.compromised_at],
  ];
  return starts.flatMap(([phase, at]): Step[] => (at === null ? [] : [[phase, at]]));
}

const NEXT_PHASE: Partial<Record<KeyPhase, KeyPhase>> = { published: 'active', active: 'deactivated' };

/** The state that a key is in from now on and the one after it, as far as the schedule tells. */
function plannedOf(key: RotationKeyView, now: number): TimelineSegment[] {
  const { state: phase, next_transition_at: next, following_transition_at: following } = key;
  if (next === null || next <= now) return [];
  const current: TimelineSegment = { phase, from: now, to: next, planned: true };
  const then = NEXT_PHASE[phase];
  if (then === undefined || following === null) return [current];
  return [current, { phase: then, from: next, to: following, planned: true }];
}

/** The stretches of a key's life: what was, what is, and what is planned. All times in epoch seconds. */
export function segmentsOf(key: RotationKeyView, now: number): TimelineSegment[] {
  const steps = stepsOf(key);
  const past = steps.slice(0, -1).map(([phase, from], index): TimelineSegment => {
    const to = steps[index + 1]?.[1] ?? from;
    return { phase, from, to, planned: false };
  });
  const last = steps.at(-1);
  if (!last) return past;
  const [phase, from] = last;
  return [...past, { phase, from, to: Math.max(now, from), planned: false }, ...plannedOf(key, now)];
}

/** The bounds that a key has to keep, from the absolute times that were stored with it where there are any. */
export function boundsOf(key: RotationKeyView, { bounds }: RotationView): TimelineBound[] {
  const result: TimelineBound[] = [];
  const { published_at: published } = key;
  const deactivated = key.deactivated_at ?? plannedOverlapOf(key)?.from ?? null;
  if (published !== null) {
    const to = key.activate_after ?? published + bounds.prepublish_seconds;
    const violated = key.activated_at !== null && key.activated_at < to;
    const label = `lead ${formatDuration(to - published)}`;
    if (to > published && !isFirst(key)) result.push({ key: 'lead', label, from: published, to, violated });
  }
  if (deactivated !== null) {
    const to = key.remove_after ?? deactivated + bounds.overlap_seconds;
    const violated = key.removed_at !== null && key.removed_at < to;
    const label = `overlap ${formatDuration(to - deactivated)}`;
    if (to > deactivated) result.push({ key: 'overlap', label, from: deactivated, to, violated });
  }
  return result;
}

/** The overlap of the key that signs, after its hand-over; null while nobody knows when that is. */
export function plannedOverlapOf(key: RotationKeyView): { from: number; to: number } | null {
  const { state, next_transition_at: from, following_transition_at: to } = key;
  return state !== 'active' || from === null || to === null ? null : { from, to };
}

/** An issuer's very first key activates at once: nobody could have been waiting for it. */
function isFirst(key: KeyView): boolean {
  return key.activated_at !== null && key.activated_at === key.published_at;
}
