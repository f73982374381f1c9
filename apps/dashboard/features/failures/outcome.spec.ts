import { FAILURE_GROUPS, type Outcome } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { outcomeColor } from './outcome';

/** Values of the light theme; the dark one has the same spread. */
const [LIGHTNESS, CHROMA, SPREAD] = [0.62, 0.135, 0.26];
/** Distance in OKLab below which swatches side by side are taken for one. */
const TELLABLE = 0.05;

type Place = readonly [number, number, number];

function placeOf(outcome: Outcome): Place {
  const [, place = '', turn = ''] = /- (-?[\d.]+) \* .*\+ (-?\d+)\)/.exec(outcomeColor(outcome)) ?? [];
  const angle = (Number(turn) * Math.PI) / 180;
  return [LIGHTNESS - Number(place) * SPREAD, CHROMA * Math.cos(angle), CHROMA * Math.sin(angle)];
}

const distance = (one: Place, other: Place): number =>
  Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)));

describe('the colour of an outcome', () => {
  it.each(Object.entries(FAILURE_GROUPS))('tells the reasons of group %s apart', (_group, reasons) => {
    const places = reasons.map(placeOf);
    for (const [index, place] of places.entries())
      for (const other of places.slice(index + 1))
        expect(distance(place, other)).toBeGreaterThanOrEqual(TELLABLE);
  });
});
