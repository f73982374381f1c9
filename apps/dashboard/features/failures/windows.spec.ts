import { describe, expect, it } from 'vitest';
import { WINDOW_NAMES, rangeOf } from './windows';

const NOW = 1_795_451_234;
const relative = (window: (typeof WINDOW_NAMES)[number]) => ({ window, from: null, to: null });

describe('rangeOf', () => {
  it.each(WINDOW_NAMES)('%s holds now in its last bar, and at most 100 bars', (window) => {
    const { from, to, step = 0 } = rangeOf(relative(window), NOW);
    expect(from % step).toBe(0);
    expect(to - step).toBeLessThanOrEqual(NOW);
    expect(to).toBeGreaterThan(NOW);
    expect((to - from) / step).toBeLessThanOrEqual(100);
  });

  it('keeps its bounds while time goes on within a bar', () => {
    expect(rangeOf(relative('1h'), NOW)).toEqual(rangeOf(relative('1h'), NOW + 1));
  });

  it('takes absolute times as they are, and only when they make a range', () => {
    expect(rangeOf({ window: '1h', from: 100, to: 200 }, NOW)).toEqual({
      from: 100,
      to: 200,
      step: undefined,
    });
    expect(rangeOf({ window: '1h', from: 200, to: 100 }, NOW).step).toBe(60);
  });
});
