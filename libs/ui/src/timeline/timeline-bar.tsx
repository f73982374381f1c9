import type { KeyboardEvent } from 'react';
import { cx } from '../lib/cx.js';
import { PhaseRect, phaseBand } from './key-phase-pattern.js';
import { BAR_ID } from './roving-bars.js';
import type { PlacedBar } from './timeline-layout.js';
import type { TimelineBound } from './timeline-types.js';

export interface TimelineBarRowProps {
  placed: PlacedBar;
  prefix: string;
  x: (at: number) => number;
  /** Where the drawing of times begins and ends. */
  left: number;
  right: number;
  barHeight: number;
  selected: boolean;
  tabbable: boolean;
  labelAbove: boolean;
  onSelect: () => void;
  onKeyDown: (event: KeyboardEvent<SVGGElement>) => void;
}

/** The page's ground around words that lines pass behind. */
export const GROUND = 'stroke-bg stroke-6 [paint-order:stroke] [stroke-linejoin:round]';

/** One key's row: its name, its stretches, and the bounds under them. */
export function TimelineBarRow(props: TimelineBarRowProps) {
  const { placed, prefix, x, left, right, barHeight, selected, labelAbove } = props;
  const { bar, rowY, barY, boundY, rowHeight } = placed;
  const visible = bar.segments.filter(({ from, to }) => x(to) > left && x(from) < right);
  return (
    <g
      {...{ [BAR_ID]: bar.id }}
      role="button"
      aria-label={bar.description}
      aria-pressed={selected}
      tabIndex={props.tabbable ? 0 : -1}
      onClick={props.onSelect}
      onKeyDown={props.onKeyDown}
      className="group cursor-pointer outline-none"
    >
      <rect
        x={1}
        y={rowY}
        width={right - 2}
        height={rowHeight - 2}
        rx={4}
        className={`stroke-2 group-focus-visible:stroke-accent ${selected ? 'fill-accent-soft' : 'fill-transparent group-hover:fill-hover'}`}
      />
      <text
        x={8}
        y={labelAbove ? rowY + 12 : barY + barHeight / 2}
        dy={labelAbove ? 0 : '0.32em'}
        className={cx('font-mono text-2xs', selected ? 'fill-accent' : cx('fill-text', labelAbove && GROUND))}
      >
        {bar.label}
        {bar.held ? ' · held' : ''}
      </text>
      {visible.map((segment) => {
        const start = Math.max(left, x(segment.from));
        const end = Math.min(right, x(segment.to));
        return (
          <PhaseRect
            key={`${segment.phase}-${segment.from}`}
            prefix={prefix}
            phase={segment.phase}
            x={start}
            width={end - start}
            {...phaseBand(segment.phase, barY, barHeight)}
            planned={segment.planned}
          />
        );
      })}
      {bar.bounds.map((bound) => (
        <BoundMark
          key={bound.key}
          bound={bound}
          x={x}
          y={boundY}
          left={left}
          right={right}
          labelled={!labelAbove || bound.violated}
        />
      ))}
    </g>
  );
}

const LABEL_ROOM = 120;
/** A bracket that is narrower is a tick: words beside each would only lie over one another. */
const NARROWEST_LABELLED = 6;

interface BoundMarkProps {
  bound: TimelineBound;
  x: (at: number) => number;
  y: number;
  left: number;
  right: number;
  /** There is room for words. */
  labelled: boolean;
}

/** A bracket as long as the bound; solid when kept, in the danger colour with a word when not. */
function BoundMark({ bound, x, y, left, right, labelled }: BoundMarkProps) {
  if (x(bound.to) <= left || x(bound.from) >= right) return null;
  const start = Math.max(left, x(bound.from));
  const end = Math.min(right, Math.max(x(bound.to), start + 2));
  const color = bound.violated ? 'var(--danger)' : 'var(--muted)';
  const flip = end + LABEL_ROOM > right;
  const isWide = x(bound.to) - x(bound.from) >= NARROWEST_LABELLED;
  return (
    <g aria-hidden="true">
      <path d={`M${start} ${y - 1}v5H${end}v-5`} fill="none" stroke={color} />
      {labelled && (isWide || bound.violated) && (
        <text
          x={flip ? start - 4 : end + 4}
          y={y + 7.5}
          textAnchor={flip ? 'end' : 'start'}
          fill={color}
          className="stroke-bg stroke-3 text-2xs [paint-order:stroke]"
        >
          {bound.label}
          {bound.violated ? ' — not kept' : ''}
        </text>
      )}
    </g>
  );
}
