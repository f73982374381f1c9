/**
 * The colour of a failure reason: the hue of its group, a step darker for each further reason of that
 * group in the same picture. Works as CSS and as an SVG attribute.
 */
export function reasonColor(group: string, step: number): string {
  const lightness = `calc(var(--chart-lightness) + ${step} * var(--chart-step))`;
  const chroma = group === 'internal' || group === 'request' ? '0.03' : 'var(--chart-chroma)';
  return `oklch(${lightness} ${chroma} var(--hue-${group}))`;
}

/** Accepted requests: present, but quiet beside what was refused. */
export const ACCEPTED_COLOR = 'var(--chart-accepted)';
