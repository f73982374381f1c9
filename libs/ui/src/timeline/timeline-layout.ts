import type { TimelineBar, TimelineLane } from './timeline-types.js';

export const AXIS_HEIGHT = 26;
const LANE_HEADER = 26;
const LANE_GAP = 14;
const BAR_HEIGHT = 16;
const BOUND_HEIGHT = 13;

export interface PlacedBar {
  bar: TimelineBar;
  /** Top of the row, of the bar in it, and of the bounds under it. */
  rowY: number;
  barY: number;
  boundY: number;
  rowHeight: number;
}

export interface PlacedLane {
  lane: TimelineLane;
  top: number;
  bottom: number;
  bars: readonly PlacedBar[];
}

export interface TimelineLayout {
  lanes: readonly PlacedLane[];
  height: number;
  barHeight: number;
}

/** Stacks lanes and rows. `labelHeight` is the room above each bar for its name, where names stand there. */
export function layOut(lanes: readonly TimelineLane[], labelHeight: number): TimelineLayout {
  let y = AXIS_HEIGHT;
  const placed = lanes.map((lane) => {
    const top = y;
    y += LANE_HEADER;
    const bars = lane.bars.map((bar) => {
      const rowHeight = labelHeight + BAR_HEIGHT + BOUND_HEIGHT + 6;
      const barY = y + labelHeight + 3;
      const row = { bar, rowY: y, barY, boundY: barY + BAR_HEIGHT + 3, rowHeight };
      y += rowHeight;
      return row;
    });
    const bottom = y;
    y += LANE_GAP;
    return { lane, top, bottom, bars };
  });
  return { lanes: placed, height: y, barHeight: BAR_HEIGHT };
}
