import type { ChartBucket, ChartSeries } from './chart-types.js';

export interface StackedBlock {
  series: ChartSeries;
  from: number;
  to: number;
}

/** The blocks of one bar, from the bottom up, in the order of the series. */
export function stackBucket(bucket: ChartBucket, series: readonly ChartSeries[]): StackedBlock[] {
  let height = 0;
  const blocks: StackedBlock[] = [];
  for (const entry of series) {
    const value = bucket.values[entry.key] ?? 0;
    if (value <= 0) continue;
    blocks.push({ series: entry, from: height, to: height + value });
    height += value;
  }
  return blocks;
}

/** The count of a whole bar. */
export function bucketTotal(bucket: ChartBucket, series: readonly ChartSeries[]): number {
  return series.reduce((sum, entry) => sum + (bucket.values[entry.key] ?? 0), 0);
}
