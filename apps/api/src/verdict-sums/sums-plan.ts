import type { Grain } from './grains.js';

/** A part of a range (epoch seconds, `to` excluded) and where its counts are read: sums of one grain, or report by report. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly source: Grain | 'reports';
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a range into parts: the largest grains where they fit whole, smaller ones at the edges, single reports where
 * none fits. The sums always lie together, with single reports at most before and after them.
 * `minutesSince`: since when (epoch seconds) there are sums of single minutes.
 */
export function planSums({ from, to }: Range, grains: readonly Grain[], minutesSince: number): Part[] {
  const [grain, finer] = [grains.at(-1), grains.slice(0, -1)];
  if (from >= to) return [];
  if (grain === undefined) return [{ from, to, source: 'reports' }];
  const earliest = grain === 60 ? Math.max(from, minutesSince) : from;
  const start = Math.ceil(earliest / grain) * grain;
  const end = Math.floor(to / grain) * grain;
  if (start >= end) return planSums({ from, to }, finer, minutesSince);
  return [
    ...planSums({ from, to: start }, finer, minutesSince),
    { from: start, to: end, source: grain },
    ...planSums({ from: end, to }, finer, minutesSince),
  ];
}
