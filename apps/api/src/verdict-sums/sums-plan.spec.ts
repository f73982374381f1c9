import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRAINS, grainsWithin, minuteSumsKeptSince, minuteSumsSince } from './grains.js';
import { planSums } from './sums-plan.js';

const DAY = 86_400;
const NOON = 20_780 * DAY + DAY / 2;
const EARLY = NOON - 30 * DAY;

describe('planSums', () => {
  it('reads an hour that begins between two minutes by minutes and ten minutes, and its ends by reports', () => {
    const from = NOON - 59 * 60 - 30;
    expect(planSums({ from, to: NOON + 30 }, GRAINS, EARLY)).toEqual([
      { from, to: NOON - 59 * 60, source: 'reports' },
      { from: NOON - 59 * 60, to: NOON - 50 * 60, source: 60 },
      { from: NOON - 50 * 60, to: NOON, source: 600 },
      { from: NOON, to: NOON + 30, source: 'reports' },
    ]);
  });

  it('keeps within the grains that it is given', () => {
    expect(planSums({ from: NOON, to: NOON + 3_600 }, grainsWithin(300), EARLY)).toEqual([
      { from: NOON, to: NOON + 3_600, source: 60 },
    ]);
    expect(planSums({ from: NOON, to: NOON + 900 }, grainsWithin(10), EARLY)).toEqual([
      { from: NOON, to: NOON + 900, source: 'reports' },
    ]);
  });

  it('reads reports where minutes are not kept any more', () => {
    const range = { from: NOON - 60, to: NOON + 60 };
    expect(planSums(range, [60], NOON)).toEqual([
      { from: NOON - 60, to: NOON, source: 'reports' },
      { from: NOON, to: NOON + 60, source: 60 },
    ]);
  });

  it('covers every range once, with whole grains that lie together, in few parts', () => {
    const from = fc.integer({ min: NOON - 35 * DAY, max: NOON });
    const length = fc.oneof(fc.integer({ min: 1, max: 7_200 }), fc.integer({ min: 1, max: 35 * DAY }));
    const step = fc.constantFrom(10, 60, 90, 300, 600, 1_800, 3_600, 7_200, 43_200, DAY);
    fc.assert(
      fc.property(from, length, step, (start, seconds, width) => {
        const range = { from: start, to: start + seconds };
        const parts = planSums(range, grainsWithin(width), minuteSumsSince(NOON));
        const bounds = parts.flatMap((part) => [part.from, part.to]);
        expect([bounds[0], bounds.at(-1)]).toEqual([range.from, range.to]);
        expect(
          bounds.slice(1, -1).filter((_, index, all) => index % 2 === 0 && all[index] !== all[index + 1]),
        ).toEqual([]);
        for (const { from: at, to, source } of parts) {
          expect(at).toBeLessThan(to);
          if (source !== 'reports') expect([at % source, to % source, width % source]).toEqual([0, 0, 0]);
          if (source === 60) expect(at).toBeGreaterThanOrEqual(minuteSumsSince(NOON));
        }
        expect(parts.slice(1, -1).map(({ source }) => source)).not.toContain('reports');
        expect(parts.length).toBeLessThanOrEqual(2 * GRAINS.length + 1);
      }),
    );
  });
});

it('relies on minutes a day later than they are kept, and always in the last 24 hours', () => {
  for (const now of [NOON, NOON - DAY / 2, NOON + DAY / 2 - 1]) {
    expect(minuteSumsSince(now) - minuteSumsKeptSince(now)).toBe(DAY);
    expect(minuteSumsSince(now)).toBeLessThanOrEqual(now - DAY);
  }
});
