/** In which zone absolute times are written: always said beside the time. */
export type TimeZoneMode = 'utc' | 'local';

/** How much of an absolute time is written. */
export type TimePrecision = 'day' | 'minute' | 'second';

/** How a time is written on an axis, which names its zone and day once. */
export type TickForm = 'clock-seconds' | 'clock' | 'day-clock' | 'day' | 'day-year';

type Parts = Readonly<Record<'day' | 'month' | 'year' | 'hour' | 'minute' | 'second', string>>;

const formatters = new Map<TimeZoneMode, Intl.DateTimeFormat>();

/** Made once for each zone: it costs far more to make than to use. */
function formatterOf(zone: TimeZoneMode): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  });
  formatters.set(zone, made);
  return made;
}

function partsOf(seconds: number, zone: TimeZoneMode): Parts {
  const parts = formatterOf(zone).formatToParts(seconds * 1_000);
  const part = (type: keyof Parts) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * Epoch seconds as an absolute time, e.g. `23 Nov 2026 16:41:20 UTC`. To the minute it has no year, unless `now` is known
 * and lies in another.
 */
export function formatTime(
  seconds: number,
  zone: TimeZoneMode,
  precision: TimePrecision,
  now: number | null = null,
): string {
  const { day, month, year, hour, minute, second } = partsOf(seconds, zone);
  const suffix = zone === 'utc' ? ' UTC' : '';
  if (precision === 'day') return `${day} ${month} ${year}`;
  if (precision === 'minute') {
    const isOther = now !== null && partsOf(now, zone).year !== year;
    return `${day} ${month} ${isOther ? `${year} ` : ''}${hour}:${minute}${suffix}`;
  }
  return `${day} ${month} ${year} ${hour}:${minute}:${second}${suffix}`;
}

/** Epoch seconds as words for an axis. */
export function formatTick(seconds: number, zone: TimeZoneMode, form: TickForm): string {
  const { day, month, year, hour, minute, second } = partsOf(seconds, zone);
  switch (form) {
    case 'clock-seconds':
      return `${hour}:${minute}:${second}`;
    case 'clock':
      return `${hour}:${minute}`;
    case 'day-clock':
      return `${day} ${month} ${hour}:${minute}`;
    case 'day':
      return `${day} ${month}`;
    case 'day-year':
      return `${day} ${month} ${year}`;
  }
}

/** Epoch seconds as ISO 8601 in UTC, for the `datetime` attribute. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
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

/** Distance to now in words: `12 s ago`, `in 4 min`, `now`. Days are rounded: a year less a second is not 364 of them. */
export function formatRelative(seconds: number, now: number): string {
  const distance = seconds - now;
  if (Math.abs(distance) < 1) return 'now';
  const [unit, size] = UNITS.find(([, unitSize]) => Math.abs(distance) >= unitSize) ?? ['s', 1];
  const amount = Math.abs(distance) / size;
  const whole = unit === 'd' ? Math.round(amount) : Math.floor(amount);
  return distance < 0 ? `${whole} ${unit} ago` : `in ${whole} ${unit}`;
}
