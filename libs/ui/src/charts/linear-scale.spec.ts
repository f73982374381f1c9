import { describe, expect, it } from 'vitest';
import { countTicks, linearScale } from './linear-scale.js';

describe('linearScale', () => {
  it('maps there and back, also downwards', () => {
    const y = linearScale([0, 80], [240, 20]);
    expect([y(0), y(80), y(40)]).toEqual([240, 20, 130]);
    expect(y.invert(130)).toBe(40);
  });

  it('survives an empty domain', () => {
    const x = linearScale([5, 5], [10, 20]);
    expect([x(5), x(9), x.invert(15)]).toEqual([10, 10, 5]);
  });
});

describe('countTicks', () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [78, [0, 20, 40, 60, 80]],
    [14_000, [0, 5_000, 10_000, 15_000]],
  ])('goes from 0 to at least %i in round whole steps', (highest, ticks) => {
    expect(countTicks(highest, 4)).toEqual(ticks);
  });
});
