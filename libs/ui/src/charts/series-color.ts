/** Groups whose failures say nothing about a token: nearly grey, so that the others stand out. */
const QUIET: ReadonlySet<string> = new Set(['internal', 'request']);

/**
 * The colour of a failure reason: the hue of its group, with a lightness of its own in it, the same in every
 * picture. `index` is the reason's place among the `size` reasons of the group. Works as CSS and as an SVG
 * attribute.
 */
export function reasonColor(group: string, index: number, size: number): string {
  const place = size > 1 ? index / (size - 1) - 0.5 : 0;
  const lightness = `calc(var(--chart-lightness) - ${place.toFixed(3)} * var(--chart-spread))`;
  const chroma = QUIET.has(group) ? '0.03' : 'var(--chart-chroma)';
  return `oklch(${lightness} ${chroma} calc(var(--hue-${group}) + ${((index % 3) - 1) * 8}))`;
}

/** A colour for the `index`-th of things that have no colour of their own, such as services. */
export function categoryColor(index: number): string {
  return `oklch(var(--chart-lightness) var(--chart-chroma) ${(250 + index * 137) % 360})`;
}

/** Accepted requests: present, but quiet beside what was refused. */
export const ACCEPTED_COLOR = 'var(--chart-accepted)';

/** What was folded together because it is too much to tell apart. */
export const OTHER_COLOR = 'var(--control-line)';
