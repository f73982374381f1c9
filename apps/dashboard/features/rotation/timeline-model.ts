import type { RotationKeyView, RotationView } from '@accord/contract/http';
import { isServed } from '@accord/rotation';
import { KEY_PHASES, formatTime, type TimeZoneMode, type TimelineBar, type TimelineLane } from '@accord/ui';
import { shortKid } from '../shared/key-name';
import { boundsOf, plannedOverlapOf, segmentsOf } from './key-segments';

export interface TimeSpan {
  from: number;
  to: number;
}

/** When a key stops being of interest in a picture: it can sign and verify nothing any more. */
function endOf(key: RotationKeyView): number | null {
  return key.compromised_at ?? key.removed_at;
}

const isShown = (key: RotationKeyView, span: TimeSpan) => {
  const end = endOf(key);
  return key.created_at < span.to && (end === null || end > span.from);
};

function describe(key: RotationKeyView, zone: TimeZoneMode, now: number): string {
  const stretches = segmentsOf(key, now)
    .filter(({ planned }) => !planned)
    .map(
      ({ phase, from }) => `${KEY_PHASES[phase].word.toLowerCase()} from ${formatTime(from, zone, 'minute')}`,
    );
  const held = key.hold_reason === null ? '' : ` Held: ${key.hold_reason}.`;
  return `Key ${key.kid}, ${key.alg}, now ${KEY_PHASES[key.state].word.toLowerCase()}: ${stretches.join(', ')}.${held}`;
}

function barOf(key: RotationKeyView, view: RotationView, zone: TimeZoneMode, now: number): TimelineBar {
  return {
    id: key.kid,
    label: shortKid(key.kid),
    phase: key.state,
    held: key.hold_reason !== null,
    description: describe(key, zone, now),
    segments: segmentsOf(key, now),
    bounds: boundsOf(key, view),
  };
}

function overlapsOf(keys: readonly RotationKeyView[], now: number): TimelineLane['overlaps'] {
  return keys.flatMap((key) => {
    const planned = plannedOverlapOf(key);
    if (planned !== null) return [{ key: key.kid, ...planned }];
    if (key.deactivated_at === null) return [];
    const to = endOf(key) ?? Math.max(now, key.remove_after ?? now);
    return [{ key: key.kid, from: key.deactivated_at, to }];
  });
}

function hintOf(
  keys: readonly RotationKeyView[],
  schedule: RotationView['schedules'][number] | undefined,
): string {
  const served = keys.filter(({ state }) => isServed(state)).length;
  const paused = schedule?.paused ? ' · schedule paused' : '';
  return `${served} in the JWKS${paused}`;
}

const newestFirst = (a: RotationKeyView, b: RotationKeyView) =>
  b.created_at - a.created_at || a.kid.localeCompare(b.kid);

/** One lane per algorithm, newest key on top; keys that ended before the span are left to the table. */
export function lanesOf(view: RotationView, span: TimeSpan, zone: TimeZoneMode, now: number): TimelineLane[] {
  const algorithms = [...new Set(view.keys.map(({ alg }) => alg))].sort();
  return algorithms.map((alg) => {
    const keys = view.keys.filter((key) => key.alg === alg).sort(newestFirst);
    return {
      id: alg,
      label: `${view.issuer} · ${alg}`,
      hint: hintOf(
        keys,
        view.schedules.find((schedule) => schedule.alg === alg),
      ),
      bars: keys.filter((key) => isShown(key, span)).map((key) => barOf(key, view, zone, now)),
      overlaps: overlapsOf(keys, now),
    };
  });
}
