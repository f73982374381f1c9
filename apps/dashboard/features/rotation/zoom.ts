import type { RotationView } from '@accord/contract/http';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { segmentsOf } from './key-segments';
import type { TimeSpan } from './timeline-model';
import { eventsUnderWay } from './under-way';

const HOUR = 3_600;
const DAY = 86_400;

const LENGTHS = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '90d': 90 * DAY,
  '1y': 365 * DAY,
};

type Length = keyof typeof LENGTHS;

const ZOOMS = ['fit', ...(Object.keys(LENGTHS) as Length[])] as const;
export type Zoom = (typeof ZOOMS)[number];

export const ZOOM_OPTIONS = [
  { value: 'fit', label: 'Fit' },
  { value: '1h', label: '1 h' },
  { value: '6h', label: '6 h' },
  { value: '24h', label: '24 h' },
  { value: '7d', label: '7 d' },
  { value: '30d', label: '30 d' },
  { value: '90d', label: '90 d' },
  { value: '1y', label: '1 y' },
];

export const isZoom = (value: string): value is Zoom => ZOOMS.some((zoom) => zoom === value);

/** The issuer, the stretch of time and the key that are looked at, all kept in the address. */
export function useRotationPlace() {
  return useQueryStates({
    issuer: parseAsString,
    zoom: parseAsStringLiteral(ZOOMS).withDefault('fit'),
    /** The middle of the stretch in epoch seconds; null follows the clock. */
    at: parseAsInteger,
    kid: parseAsString,
  });
}

/** How much of a stretch that follows the clock lies behind now. */
const PAST_SHARE = 0.65;
/** Bounds of a fitted stretch are rounded to this share of it, so that the picture stands still. */
const ROUNDING = 40;

/** Room on either side of what is under way, as a share of it. */
const MARGIN = 0.1;

function fit(view: RotationView, now: number): TimeSpan {
  const events = eventsUnderWay(view, now);
  return events.length > 0 ? fitEvents(events) : fitSchedule(view, now);
}

function fitEvents(events: readonly TimeSpan[]): TimeSpan {
  const first = Math.min(...events.map(({ from }) => from));
  const last = Math.max(...events.map(({ to }) => to));
  const margin = (last - first) * MARGIN;
  return rounded(first - margin, last + margin);
}

function fitSchedule(view: RotationView, now: number): TimeSpan {
  const current = view.keys.filter(
    ({ state }) => state !== 'removed' && state !== 'destroyed' && state !== 'compromised',
  );
  const segments = current
    .flatMap((key) => segmentsOf(key, now))
    .filter(({ phase }) => phase !== 'pre_active');
  const first = Math.min(now - HOUR / 12, ...segments.map(({ from }) => from));
  const lastPlanned = segments.filter(({ phase }) => phase !== 'active').map(({ to }) => to);
  return rounded(first, Math.max(now + (now - first) * 0.35, ...lastPlanned));
}

function rounded(first: number, last: number): TimeSpan {
  const grain = Math.max(1, Math.ceil((last - first) / ROUNDING));
  return { from: Math.floor(first / grain - 1) * grain, to: Math.ceil(last / grain + 1) * grain };
}

/** The stretch of time to draw, in epoch seconds. */
export function spanOf(zoom: Zoom, at: number | null, view: RotationView, now: number): TimeSpan {
  if (zoom === 'fit') return fit(view, now);
  const length = LENGTHS[zoom];
  if (at !== null) return { from: at - length / 2, to: at + length / 2 };
  return { from: now - length * PAST_SHARE, to: now + length * (1 - PAST_SHARE) };
}
