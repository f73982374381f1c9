'use client';

import { useId } from 'react';
import { linearScale } from '../charts/linear-scale.js';
import { TimeAxis } from '../charts/time-axis.js';
import { useTimeZone } from '../components/time-zone.js';
import { cx } from '../lib/cx.js';
import { useWidth } from '../lib/use-width.js';
import { KeyPhasePatterns } from './key-phase-pattern.js';
import { GROUND, TimelineBarRow } from './timeline-bar.js';
import { AXIS_HEIGHT, layOut, type PlacedLane } from './timeline-layout.js';
import type { TimelineLane } from './timeline-types.js';
import { rovingBars } from './roving-bars.js';

const GUTTER = 148;
const NARROW = 640;
/** Less is no place to draw in: the page is still being laid out. */
const NARROWEST = 120;
const NAME_ABOVE = 15;

export interface RotationTimelineProps {
  label: string;
  lanes: readonly TimelineLane[];
  from: number;
  to: number;
  now: number;
  selected: string | null;
  onSelect: (id: string) => void;
}

/**
 * A lane per issuer and algorithm, a bar per key through its states, overlaps shaded, bounds drawn, a line
 * for now. The same facts stand in a table beside it.
 */
export function RotationTimeline(props: RotationTimelineProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const narrow = width !== null && width < NARROW;
  const { height } = layOut(props.lanes, narrow ? NAME_ABOVE : 0);
  return (
    <div ref={ref}>
      {width === null || width < NARROWEST ? (
        <svg aria-hidden="true" width="1" height={height} />
      ) : (
        <Plot {...props} width={width} narrow={narrow} />
      )}
    </div>
  );
}

function Plot(props: RotationTimelineProps & { width: number; narrow: boolean }) {
  const { label, lanes, from, to, now, selected, onSelect, width, narrow } = props;
  const zone = useTimeZone();
  const prefix = useId();
  const left = narrow ? 0 : GUTTER;
  const layout = layOut(lanes, narrow ? NAME_ABOVE : 0);
  const x = linearScale([from, to], [left, width]);
  const nowVisible = now >= from && now <= to;
  const ids = lanes.flatMap((lane) => lane.bars.map((bar) => bar.id));
  const { tabbable, keyDown } = rovingBars(ids, selected, onSelect);
  return (
    <svg
      role="group"
      aria-label={`${label}. Arrow keys go from key to key.`}
      width={width}
      height={layout.height}
    >
      <KeyPhasePatterns prefix={prefix} />
      {layout.lanes.map((placed) => (
        <LaneGround key={placed.lane.id} placed={placed} x={x} left={left} width={width} />
      ))}
      <TimeAxis
        from={from}
        to={to}
        x={x}
        width={width}
        top={AXIS_HEIGHT}
        bottom={layout.height - 14}
        labelY={14}
        zone={zone}
        avoid={nowVisible ? x(now) : null}
      />
      {nowVisible && <NowLine x={x(now)} height={layout.height - 14} />}
      {layout.lanes.map((placed) => (
        <LaneTitle key={placed.lane.id} placed={placed} />
      ))}
      {layout.lanes.map((placed) => (
        <g key={placed.lane.id} role="group" aria-label={`${placed.lane.label}: ${placed.lane.hint}`}>
          {placed.bars.map((row) => (
            <TimelineBarRow
              key={row.bar.id}
              placed={row}
              prefix={prefix}
              x={x}
              left={left}
              right={width}
              barHeight={layout.barHeight}
              labelAbove={narrow}
              selected={row.bar.id === selected}
              tabbable={row.bar.id === tabbable}
              onSelect={() => onSelect(row.bar.id)}
              onKeyDown={keyDown}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface LaneGroundProps {
  placed: PlacedLane;
  x: (at: number) => number;
  left: number;
  width: number;
}

function LaneGround({ placed, x, left, width }: LaneGroundProps) {
  const { lane, top, bottom } = placed;
  return (
    <g aria-hidden="true">
      <line x1={0} x2={width} y1={top + 0.5} y2={top + 0.5} stroke="var(--line-strong)" />
      {lane.overlaps
        .filter(({ from, to }) => x(to) > left && x(from) < width)
        .map((overlap) => {
          const start = Math.max(left, x(overlap.from));
          return (
            <rect
              key={overlap.key}
              x={start}
              y={top + 1}
              width={Math.max(1, Math.min(width, x(overlap.to)) - start)}
              height={bottom - top - 1}
              fill="var(--key-deactivated)"
              fillOpacity={0.13}
            />
          );
        })}
    </g>
  );
}

/** Drawn over the lines of the picture: its ground keeps them out of the words. */
function LaneTitle({ placed: { lane, top } }: { placed: PlacedLane }) {
  return (
    <text
      aria-hidden="true"
      x={8}
      y={top + 18}
      className={cx('pointer-events-none fill-text text-xs font-semibold', GROUND)}
    >
      {lane.label}
      <tspan dx={8} className="fill-muted font-normal">
        {lane.hint}
      </tspan>
    </text>
  );
}

function NowLine({ x, height }: { x: number; height: number }) {
  return (
    <g aria-hidden="true" className="pointer-events-none">
      <line x1={x} x2={x} y1={AXIS_HEIGHT - 6} y2={height} stroke="var(--now)" strokeWidth={1.5} />
      <rect x={x - 16} y={2} width={32} height={16} rx={4} fill="var(--now)" />
      <text x={x} y={13.5} textAnchor="middle" className="fill-on-accent text-2xs font-medium">
        now
      </text>
    </g>
  );
}
