import type { TickForm, TimeZoneMode } from '../lib/time-format.js';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const STEPS: readonly number[] = [
  ...[10, 30, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 61 * DAY],
];

export interface TimeTicks {
  /** Epoch seconds, on round times of the chosen zone. */
  at: readonly number[];
  /** The shortest form that tells neighbouring ticks apart. */
  form: TickForm;
}

function formOf(step: number, span: number): TickForm {
  if (step < MINUTE) return 'clock-seconds';
  if (step < DAY) return span > DAY ? 'day-clock' : 'clock';
  return span > 300 * DAY ? 'day-year' : 'day';
}

/** At most `most` round times between two epochs (seconds). */
export function timeTicks(from: number, to: number, most: number, zone: TimeZoneMode): TimeTicks {
  const span = Math.max(1, to - from);
  const step = STEPS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most / DAY) * DAY;
  const offset = zone === 'local' ? new Date(from * 1_000).getTimezoneOffset() * MINUTE : 0;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return {
    at: Array.from({ length: count }, (_, index) => first + index * step),
    form: formOf(step, span),
  };
}
