'use client';

import { useId, useMemo } from 'react';
import { useTimeZone } from '../components/time-zone.js';
import { formatCompact, formatCount } from '../lib/number-format.js';
import { formatTime } from '../lib/time-format.js';
import { useWidth } from '../lib/use-width.js';
import { BarLayer } from './bar-layer.js';
import { BucketCard, CARD_WIDTH } from './bucket-card.js';
import { cardLeft } from './card-left.js';
import type { ChartBucket, ChartMarker, ChartSeries } from './chart-types.js';
import { HatchDefs } from './hatch-defs.js';
import { countTicks, linearScale } from './linear-scale.js';
import { MarkerLayer } from './marker-layer.js';
import { bucketTotal } from './stack.js';
import { TimeAxis } from './time-axis.js';
import { useBucketPointer } from './use-bucket-pointer.js';

const HEIGHT = 260;
const TOP = 16;
const BOTTOM = HEIGHT - 22;
const GUTTER = 40;

export interface StackedBarsProps {
  /** What the picture shows, for those who do not see it; the numbers stand in a table beside it. */
  label: string;
  from: number;
  to: number;
  step: number;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  markers: readonly ChartMarker[];
  /** Called with epoch seconds when a stretch of bars is dragged over, one is clicked or tapped, or Enter is pressed on one. */
  onZoom: (from: number, to: number) => void;
  onMarker: (marker: ChartMarker) => void;
}

/** Counts over time, stacked by series. Takes its width from its place; its height never changes. */
export function StackedBars(props: StackedBarsProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} className="relative h-65">
      {width !== null && width > GUTTER * 2 && <Plot {...props} width={width} />}
    </div>
  );
}

function Plot({
  label,
  from,
  to,
  step,
  buckets,
  series,
  markers,
  onZoom,
  onMarker,
  width,
}: StackedBarsProps & { width: number }) {
  const zone = useTimeZone();
  const hatchId = useId();
  const highest = Math.max(1, ...buckets.map((bucket) => bucketTotal(bucket, series)));
  const { x, y, ticks } = useMemo(() => {
    const counts = countTicks(highest, 4);
    return {
      x: linearScale([from, to], [GUTTER, width]),
      y: linearScale([0, counts.at(-1) ?? highest], [BOTTOM, TOP]),
      ticks: counts,
    };
  }, [from, to, width, highest]);
  const barWidth = Math.max(1, x(from + step) - x(from) - (width > 600 ? 2 : 1));
  const bar = (start: number) => ({ left: x(start), right: x(start) + barWidth });
  const first = buckets[0]?.start ?? from;
  const zoom = (start: number, end: number) => onZoom(first + start * step, first + (end + 1) * step);
  const indexAt = (left: number) => Math.floor((x.invert(left) - first) / step);
  const { current, dragged, handlers } = useBucketPointer(buckets.length, indexAt, zoom);
  const bucket = current === null ? undefined : buckets[current];
  const { onKeyDown, onBlur, ...pointer } = handlers;

  return (
    <div
      role="group"
      aria-label={`${label}. Arrow keys read bar by bar, Enter zooms in.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="rounded-sm"
    >
      <svg
        role="img"
        aria-label={label}
        width={width}
        height={HEIGHT}
        className="touch-pan-y select-none"
        {...pointer}
      >
        <HatchDefs id={hatchId} />
        <YAxis ticks={ticks} y={y} width={width} />
        <TimeAxis
          from={from}
          to={to}
          x={x}
          width={width}
          top={TOP}
          bottom={BOTTOM}
          labelY={HEIGHT - 6}
          zone={zone}
          avoid={null}
        />
        {bucket && (
          <rect x={x(bucket.start)} y={TOP} width={barWidth} height={BOTTOM - TOP} fill="var(--hover)" />
        )}
        <BarLayer buckets={buckets} series={series} x={x} y={y} barWidth={barWidth} hatchId={hatchId} />
        <MarkerLayer markers={markers} x={x} bottom={BOTTOM} onPress={onMarker} />
        {dragged && (
          <rect
            x={x(first + dragged[0] * step)}
            y={TOP}
            width={x(first + (dragged[1] + 1) * step) - x(first + dragged[0] * step)}
            height={BOTTOM - TOP}
            fill="var(--accent)"
            fillOpacity={0.15}
          />
        )}
      </svg>
      {bucket && (
        <div
          className="pointer-events-none absolute top-5 z-20"
          style={{ left: cardLeft(bar(bucket.start), CARD_WIDTH, width), width: Math.min(CARD_WIDTH, width) }}
        >
          <BucketCard
            bucket={bucket}
            series={series}
            zone={zone}
            markers={markers.filter(({ at }) => at >= bucket.start && at < bucket.start + step)}
          />
        </div>
      )}
      <span aria-live="polite" className="sr-only">
        {bucket && `${formatTime(bucket.start, zone, 'minute')}: ${formatCount(bucketTotal(bucket, series))}`}
      </span>
    </div>
  );
}

interface YAxisProps {
  ticks: readonly number[];
  y: (count: number) => number;
  width: number;
}

function YAxis({ ticks, y, width }: YAxisProps) {
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={GUTTER} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--chart-grid)" />
          <text x={GUTTER - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-faint text-2xs">
            {formatCompact(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}
