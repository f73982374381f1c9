import { formatTick, type TimeZoneMode } from '../lib/time-format.js';
import { timeTicks } from './time-ticks.js';

export interface TimeAxisProps {
  from: number;
  to: number;
  x: (at: number) => number;
  width: number;
  /** Where grid lines begin and end, and where the words stand. */
  top: number;
  bottom: number;
  labelY: number;
  zone: TimeZoneMode;
  /** Where something else is written; no time stands beside it. */
  avoid: number | null;
}

const LABEL_WIDTH = 92;
const EDGE = 22;
const ROOM = 44;

/** Vertical hairlines with their times. */
export function TimeAxis({ from, to, x, width, top, bottom, labelY, zone, avoid }: TimeAxisProps) {
  const { at, form } = timeTicks(from, to, Math.max(2, Math.floor(width / LABEL_WIDTH)), zone);
  return (
    <g aria-hidden="true">
      {at.map((tick) => {
        const left = x(tick);
        return (
          <g key={tick}>
            <line x1={left} x2={left} y1={top} y2={bottom} stroke="var(--chart-grid)" />
            {left > EDGE && left < width - EDGE && (avoid === null || Math.abs(left - avoid) > ROOM) && (
              <text x={left} y={labelY} textAnchor="middle" className="fill-faint text-2xs">
                {formatTick(tick, zone, form)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
