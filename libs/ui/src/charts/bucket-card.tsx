import { formatCount } from '../lib/number-format.js';
import { formatTime, type TimeZoneMode } from '../lib/time-format.js';
import type { ChartBucket, ChartMarker, ChartSeries } from './chart-types.js';
import { SeriesSwatch } from './hatch-defs.js';
import { MarkerSwatch } from './marker-layer.js';
import { bucketTotal } from './stack.js';

/** Pixels; a narrower picture makes it as narrow. */
export const CARD_WIDTH = 240;
const MOST_ROWS = 9;
const MOST_MARKERS = 4;

export interface BucketCardProps {
  bucket: ChartBucket;
  series: readonly ChartSeries[];
  markers: readonly ChartMarker[];
  zone: TimeZoneMode;
}

/** What one bar holds, in numbers, and the changes that fell into it. */
export function BucketCard({ bucket, series, markers, zone }: BucketCardProps) {
  const rows = series
    .map((entry) => ({ entry, count: bucket.values[entry.key] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line-strong bg-surface px-2.5 py-2 text-xs shadow-popup">
      <div className="flex justify-between gap-4 text-muted">
        <span>{formatTime(bucket.start, zone, 'minute')}</span>
        <span className="font-medium text-text">{formatCount(bucketTotal(bucket, series))}</span>
      </div>
      {rows.slice(0, MOST_ROWS).map(({ entry, count }) => (
        <div key={entry.key} className="flex items-center gap-2">
          <SeriesSwatch color={entry.color} hatched={entry.hatched} />
          <span className="min-w-0 flex-1 wrap-anywhere">{entry.label}</span>
          <span>{formatCount(count)}</span>
        </div>
      ))}
      <More count={rows.length - MOST_ROWS} />
      {markers.slice(0, MOST_MARKERS).map((marker) => (
        <div key={marker.key} className="flex items-start gap-2 border-t pt-1">
          <MarkerSwatch kind={marker.kind} />
          <span className="min-w-0 wrap-anywhere">{marker.label}</span>
        </div>
      ))}
      <More count={markers.length - MOST_MARKERS} />
    </div>
  );
}

function More({ count }: { count: number }) {
  return count > 0 && <span className="text-muted">and {count} more</span>;
}
