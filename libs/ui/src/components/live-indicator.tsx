'use client';

import { useNow } from '../lib/use-now.js';
import { cx } from '../lib/cx.js';
import { formatDuration } from '../lib/time-format.js';

export interface LiveIndicatorProps {
  /** The event stream is open and heard from. */
  live: boolean;
  /** When something was last heard, in epoch seconds; null before the first time. */
  heardAt: number | null;
}

/** "Live", or for how long it has not been. */
export function LiveIndicator({ live, heardAt }: LiveIndicatorProps) {
  const now = useNow();
  const silence = now !== null && heardAt !== null ? Math.max(0, now - heardAt) : null;
  const text = live ? 'Live' : silence === null ? 'Connecting…' : `Stale ${formatDuration(silence)}`;
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 text-xs whitespace-nowrap',
        live ? 'text-muted' : 'text-warn',
      )}
    >
      <span
        aria-hidden="true"
        className={cx('size-2 shrink-0', live ? 'rounded-full bg-ok' : 'rounded-none border border-warn')}
      />
      {/* The narrowest screens have room for the sign alone: round or square, so that its colour does not stand alone. */}
      <span className="max-[359px]:sr-only">{text}</span>
      <span role="status" className="sr-only">
        {live
          ? 'Live updates are on'
          : 'Live updates are interrupted; the data is read again every few seconds'}
      </span>
    </span>
  );
}
