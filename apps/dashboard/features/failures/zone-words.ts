import type { TimeZoneMode } from '@accord/ui';

const MINUTES_OF_HOUR = 60;

/** How far a zone is from UTC: `UTC+9`, `UTC−3:30`. `minutes` is negative to the east, as JavaScript has it. */
export function offsetWords(minutes: number): string {
  const away = Math.abs(minutes);
  const rest = away % MINUTES_OF_HOUR;
  const hours = Math.floor(away / MINUTES_OF_HOUR);
  return `UTC${minutes > 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** The zone by name; a local one with its distance from UTC at `at` (epoch seconds). */
export function zoneWords(zone: TimeZoneMode, at: number): string {
  if (zone === 'utc') return 'UTC';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return `${timeZone} (${offsetWords(new Date(at * 1_000).getTimezoneOffset())})`;
}
