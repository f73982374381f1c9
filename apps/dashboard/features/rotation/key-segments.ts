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

/** What comes after the state that a key is in now, as far as the schedule tells. */
function plannedNext(key: RotationKeyView, end: number, view: RotationView): TimelineSegment | null {
  const schedule = view.schedules.find(({ alg }) => alg === key.alg);
  if (key.state === 'published' && schedule && !schedule.paused) {
    return { phase: 'active', from: end, to: end + schedule.interval_seconds, planned: true };
  }
  if (key.state === 'active') {
    return { phase: 'deactivated', from: end, to: end + view.bounds.overlap_seconds, planned: true };
  }
  return null;
}

/** The stretches of a key's life: what was, what is, and what is planned. All times in epoch seconds. */
export function segmentsOf(key: RotationKeyView, view: RotationView, now: number): TimelineSegment[] {
  const steps = stepsOf(key);
  const past = steps.slice(0, -1).map(([phase, from], index): TimelineSegment => {
    const to = steps[index + 1]?.[1] ?? from;
    return { phase, from, to, planned: false };
  });
  const last = steps.at(-1);
  if (!last) return past;
  const [phase, from] = last;
  const end = key.next_transition_at;
  const segments: TimelineSegment[] = [...past, { phase, from, to: Math.max(now, from), planned: false }];
  if (end === null) return segments;
  if (end > now) segments.push({ phase, from: now, to: end, planned: true });
  const next = plannedNext(key, Math.max(end, now), view);
  if (next) segments.push(next);
  return segments;
}

/** The bounds that a key has to keep, from the absolute times that were stored with it where there are any. */
export function boundsOf(key: KeyView, { bounds }: RotationView): TimelineBound[] {
  const result: TimelineBound[] = [];
  const { published_at: published, deactivated_at: deactivated } = key;
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

/** An issuer's very first key activates at once: nobody could have been waiting for it. */
function isFirst(key: KeyView): boolean {
  return key.activated_at !== null && key.activated_at === key.published_at;
}
