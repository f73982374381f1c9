import { expect, it } from 'vitest';
import { NOW, key, viewOf } from './rotation-view.fixture';
import { lanesOf } from './timeline-model';

const SPAN = { from: NOW - 10_000, to: NOW + 10_000 };
const overlaps = (keys: Parameters<typeof viewOf>[0]) =>
  lanesOf(viewOf(keys), SPAN, 'utc', NOW).flatMap((lane) => lane.overlaps);

it('shades the overlap that runs, and the one that follows a planned hand-over', () => {
  const signs = key('active', {
    kid: 'signs',
    next_transition_at: NOW + 500,
    following_transition_at: NOW + 4_500,
  });
  const old = key('deactivated', { kid: 'old', deactivated_at: NOW - 100, remove_after: NOW + 3_900 });
  expect(overlaps([signs, old])).toEqual([
    { key: 'old', from: NOW - 100, to: NOW + 3_900 },
    { key: 'signs', from: NOW + 500, to: NOW + 4_500 },
  ]);
});

it('shades nothing after a hand-over that is held up', () => {
  expect(overlaps([key('active', { next_transition_at: NOW - 420 })])).toEqual([]);
});
