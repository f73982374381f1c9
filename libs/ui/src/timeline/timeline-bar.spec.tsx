import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { TimelineBarRow } from './timeline-bar.js';

const DAY = 86_400;

/** A bar with a lead of 300 s, in a picture 1000 px wide that spans so many seconds. */
function shown(seconds: number, violated = false): string {
  const bounds = [{ key: 'lead', label: 'lead 5 min', from: 0, to: 300, violated }];
  const bar = { id: 'k', label: 'k', held: false, description: 'k', segments: [], bounds };
  return renderToStaticMarkup(
    <TimelineBarRow
      placed={{ bar: { ...bar, phase: 'active' }, rowY: 0, barY: 3, boundY: 22, rowHeight: 35 }}
      prefix="p"
      x={(at) => (at * 1000) / seconds}
      left={0}
      right={1000}
      barHeight={16}
      selected={false}
      tabbable
      labelAbove={false}
      onSelect={vi.fn()}
      onKeyDown={vi.fn()}
    />,
  );
}

it('names a bound where its bracket can be seen, and one that was not kept everywhere', () => {
  expect(shown(3_600)).toContain('lead 5 min');
  expect(shown(365 * DAY)).not.toContain('lead 5 min');
  expect(shown(365 * DAY, true)).toContain('lead 5 min — not kept');
});
