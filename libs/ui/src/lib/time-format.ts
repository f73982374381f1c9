import { format, formatISO, fromUnixTime } from 'date-fns';

/** In which zone absolute times are written: always said beside the time. */
export type TimeZoneMode = 'utc' | 'local';

/** How much of an absolute time is written. */
export type TimePrecision = 'day' | 'minute' | 'second';

const PATTERNS: Record<TimePrecision, string> = {
  day: 'd MMM yyyy',
  minute: 'd MMM HH:mm',
  second: 'd MMM yyyy HH:mm:ss',
};

/** Shifts a date so that its local fields read as UTC, because date-fns writes local fields only. */
function inZone(seconds: number, zone: TimeZoneMode): Date {
  const date = fromUnixTime(seconds);
  if (zone === 'local') return date;
  return new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
}

/** Epoch seconds as an absolute time, e.g. `23 Nov 2026 16:41:20 UTC`. */
export function formatTime(seconds: number, zone: TimeZoneMode, precision: TimePrecision): string {
  const text = format(inZone(seconds, zone), PATTERNS[precision]);
  return zone === 'utc' && precision !== 'day' ? `${text} UTC` : text;
}

/** Epoch seconds in a pattern of date-fns, without a zone's name: for axes, where the axis names it once. */
export function formatTick(seconds: number, zone: TimeZoneMode, pattern: string): string {
  return format(inZone(seconds, zone), pattern);
}

/** Epoch seconds as ISO 8601 in UTC, for the `datetime` attribute. */
export function isoTime(seconds: number): string {
  return formatISO(inZone(seconds, 'utc')).replace(/[+-]\d\d:\d\d$/, 'Z');
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** A duration in seconds in its two largest units: `26 min 5 s`, `1 h 6 min`, `0 s`. */
export function formatDuration(seconds: number): string {
  let rest = Math.abs(Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
  }
  const text = parts.slice(0, 2).join(' ') || '0 s';
  return seconds < 0 ? `−${text}` : text;
}

/** Distance to now in words: `12 s ago`, `in 4 min`, `now`. */
export function formatRelative(seconds: number, now: number): string {
  const distance = seconds - now;
  if (Math.abs(distance) < 1) return 'now';
  const size = UNITS.find(([, unitSize]) => Math.abs(distance) >= unitSize) ?? ['s', 1];
  const amount = Math.floor(Math.abs(distance) / size[1]);
  return distance < 0 ? `${amount} ${size[0]} ago` : `in ${amount} ${size[0]}`;
}
