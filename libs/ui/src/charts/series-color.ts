/** Groups whose failures say nothing about a token: nearly grey, so that the others stand out. */
const QUIET: ReadonlySet<string> = new Set(['internal', 'request']);

/** Degrees between the hues of a large group: far enough to tell apart, near enough to stay one family. */
const HUE_STEP = 24;

/**
 * The colour of a failure reason: around the hue of its group, the same in every picture. A large group takes three
 * hues with steps of lightness each, because steps of lightness alone look alike. `index` is the reason's place among
 * the `size` reasons of the group. Works as CSS and as an SVG attribute.
 */
export function reasonColor(group: string, index: number, size: number): string {
  const hues = size > 4 ? 3 : 1;
  const steps = Math.ceil(size / hues);
  const place = steps > 1 ? (index % steps) / (steps - 1) - 0.5 : 0;
  const turn = hues > 1 ? (Math.floor(index / steps) - 1) * HUE_STEP : 0;
  const lightness = `calc(var(--chart-lightness) - ${place.toFixed(3)} * var(--chart-spread))`;
  const chroma = QUIET.has(group) ? '0.03' : 'var(--chart-chroma)';
  return `oklch(${lightness} ${chroma} calc(var(--hue-${group}) + ${turn}))`;
}

/** A colour for the `index`-th of things that have no colour of their own, such as services. */
export function categoryColor(index: number): string {
  return `oklch(var(--chart-lightness) var(--chart-chroma) ${(250 + index * 137) % 360})`;
}

/** Accepted requests: present, but quiet beside what was refused. */
export const ACCEPTED_COLOR = 'var(--chart-accepted)';

/** What was folded together because it is too much to tell apart. */
export const OTHER_COLOR = 'var(--control-line)';
