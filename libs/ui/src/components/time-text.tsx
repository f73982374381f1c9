'use client';

import {
  formatDuration,
  formatRelative,
  formatTime,
  isoTime,
  type TimePrecision,
} from '../lib/time-format.js';
import { useNow } from '../lib/use-now.js';
import { useTimeZone } from './time-zone.js';
import { Tooltip } from './tooltip.js';

export interface TimeTextProps {
  at: number;
  precision: TimePrecision;
  /** Whatever zone is chosen: for times that are searched for and exported in this one. */
  zone?: 'utc';
}

/** An absolute time in the chosen zone, with its year where that is not this one. `at` is epoch seconds. */
export function TimeText({ at, precision, zone }: TimeTextProps) {
  const chosen = useTimeZone();
  const now = useNow();
  return (
    <time dateTime={isoTime(at)} className="whitespace-nowrap">
      {formatTime(at, zone ?? chosen, precision, now)}
    </time>
  );
}

/** A distance to now that ticks, with the absolute time on hover and focus. `at` is epoch seconds. */
export function RelativeTime({ at }: { at: number }) {
  const zone = useTimeZone();
  const now = useNow();
  const absolute = formatTime(at, zone, 'second');
  return (
    <Tooltip content={absolute}>
      <time
        dateTime={isoTime(at)}
        tabIndex={0}
        className="rounded-sm whitespace-nowrap underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {now === null ? absolute : formatRelative(at, now)}
      </time>
    </Tooltip>
  );
}

/** How long until `at` (epoch seconds), ticking; how long overdue once it has passed. */
export function CountdownTime({ at }: { at: number }) {
  const now = useNow();
  if (now === null) return null;
  return (
    <span className="whitespace-nowrap">
      {at >= now ? `in ${formatDuration(at - now)}` : `due ${formatDuration(now - at)} ago`}
    </span>
  );
}
