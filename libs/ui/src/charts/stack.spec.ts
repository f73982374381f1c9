import { expect, it } from 'vitest';
import { bucketTotal, stackBucket } from './stack.js';

const series = ['a', 'b', 'c'].map((key) => ({ key, label: key, color: 'red', hatched: false }));
const bucket = { start: 0, values: { c: 3, a: 2, unknown: 9 } };

it('stacks in the order of the series, without gaps, and leaves out what is nothing', () => {
  const blocks = stackBucket(bucket, series).map(({ series: { key }, from, to }) => [key, from, to]);
  expect(blocks).toEqual([
    ['a', 0, 2],
    ['c', 2, 5],
  ]);
});

it('adds up only what is drawn', () => {
  expect(bucketTotal(bucket, series)).toBe(5);
});
