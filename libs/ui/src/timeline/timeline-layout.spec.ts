import { expect, it } from 'vitest';
import { AXIS_HEIGHT, layOut } from './timeline-layout.js';
import type { TimelineLane } from './timeline-types.js';

const bar = (id: string) => ({
  id,
  label: id,
  phase: 'active' as const,
  held: false,
  description: id,
  segments: [],
  bounds: [],
});
const lanes: TimelineLane[] = [
  { id: 'ES256', label: 'ES256', hint: '', overlaps: [], bars: [bar('a'), bar('b')] },
  { id: 'RS256', label: 'RS256', hint: '', overlaps: [], bars: [bar('c')] },
];

it.each([0, 15])('gives every row a place of its own below the axis (%i px for names)', (labelHeight) => {
  const { lanes: placed, height, barHeight } = layOut(lanes, labelHeight);
  const rows = placed.flatMap(({ bars }) => bars);
  let bottom = AXIS_HEIGHT;
  for (const row of rows) {
    expect(row.rowY).toBeGreaterThanOrEqual(bottom);
    expect(row.boundY).toBeGreaterThanOrEqual(row.barY + barHeight);
    bottom = row.rowY + row.rowHeight;
  }
  expect(height).toBeGreaterThanOrEqual(bottom);
});
