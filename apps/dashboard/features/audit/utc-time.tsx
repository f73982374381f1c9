import { formatTime, isoTime } from '@accord/ui';

/** A time of the log, to the second: always in UTC, as its filters and exports are. `at` is epoch seconds. */
export function UtcTime({ at }: { at: number }) {
  return (
    <time dateTime={isoTime(at)} className="whitespace-nowrap">
      {formatTime(at, 'utc', 'second')}
    </time>
  );
}
