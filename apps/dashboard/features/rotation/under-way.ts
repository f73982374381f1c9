import type { RotationKeyView, RotationView } from '@accord/contract/http';
import type { TimeSpan } from './timeline-model';

/**
 * Hand-overs from one lead before them, overlaps, and compromises for as long as tokens of the key would have lived: what
 * is not over at `now`, and a hair's breadth on a schedule of months. Epoch seconds.
 */
export function eventsUnderWay(view: RotationView, now: number): TimeSpan[] {
  return view.keys.flatMap((key) => eventOf(key, view, now) ?? []);
}

function eventOf(key: RotationKeyView, view: RotationView, now: number): TimeSpan | null {
  switch (key.state) {
    case 'active':
      return handover(key, view, now);
    case 'deactivated':
      return overlap(key, view, now);
    case 'compromised':
      return compromise(key, view, now);
    default:
      return null;
  }
}

function handover(key: RotationKeyView, { schedules, bounds }: RotationView, now: number): TimeSpan | null {
  const schedule = schedules.find(({ alg }) => alg === key.alg);
  const from = (key.deactivate_after ?? Infinity) - bounds.prepublish_seconds;
  if (!schedule || schedule.paused || from > now) return null;
  return { from, to: Math.max(now, schedule.next_activate_at ?? now) + bounds.overlap_seconds };
}

function overlap(key: RotationKeyView, { bounds }: RotationView, now: number): TimeSpan {
  const begun = Math.min(key.deactivate_after ?? Infinity, key.deactivated_at ?? now);
  return { from: begun - bounds.prepublish_seconds, to: Math.max(now, key.next_transition_at ?? now) };
}

function compromise(key: RotationKeyView, { bounds }: RotationView, now: number): TimeSpan | null {
  const at = key.compromised_at ?? -Infinity;
  const to = at + Math.max(bounds.exposure_seconds ?? 0, bounds.overlap_seconds);
  return to < now ? null : { from: at - bounds.prepublish_seconds, to };
}
