/** A straight mapping of numbers to pixels, callable. */
export interface LinearScale {
  (value: number): number;
  /** The number at a pixel. */
  invert: (pixel: number) => number;
}

type Pair = readonly [number, number];

/** Maps `domain` to `range`; an empty domain maps to the beginning of the range. */
export function linearScale(domain: Pair, range: Pair): LinearScale {
  const slope = domain[1] === domain[0] ? 0 : (range[1] - range[0]) / (domain[1] - domain[0]);
  const scale = (value: number) => range[0] + (value - domain[0]) * slope;
  const invert = (pixel: number) => (slope === 0 ? domain[0] : domain[0] + (pixel - range[0]) / slope);
  return Object.assign(scale, { invert });
}

/** Steps that people count in, within one power of ten. */
const ROUND = [1, 2, 5, 10];

/** Round whole counts from 0 up to the first that is at least `highest`; about `wanted` steps. */
export function countTicks(highest: number, wanted: number): number[] {
  const rough = Math.max(1, highest / wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (ROUND.find((factor) => factor * power >= rough) ?? 10) * power;
  const steps = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
