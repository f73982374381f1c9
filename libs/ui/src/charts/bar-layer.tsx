import { memo } from 'react';
import type { ChartBucket, ChartSeries } from './chart-types.js';
import { stackBucket } from './stack.js';

export interface BarLayerProps {
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  x: (at: number) => number;
  y: (count: number) => number;
  barWidth: number;
  hatchId: string;
}

/** The bars. Kept apart so that moving the pointer over the chart draws nothing of this again. */
export const BarLayer = memo(function BarLayer({ buckets, series, x, y, barWidth, hatchId }: BarLayerProps) {
  return (
    <g aria-hidden="true">
      {buckets.map((bucket) =>
        stackBucket(bucket, series).map(({ series: entry, from, to }) => {
          const box = {
            x: x(bucket.start),
            y: y(to),
            width: barWidth,
            height: Math.max(0.5, y(from) - y(to)),
          };
          return (
            <g key={`${bucket.start}-${entry.key}`}>
              <rect {...box} fill={entry.color} />
              {entry.hatched && <rect {...box} fill={`url(#${hatchId})`} />}
            </g>
          );
        }),
      )}
    </g>
  );
});
