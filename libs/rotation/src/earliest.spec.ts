import { expect, it } from 'vitest';
import { earliest } from './earliest.js';

it('takes the first of the times that are known, 0 among them', () => {
  expect(earliest([null, 7, 3])).toBe(3);
  expect(earliest(new Set([5, 0, null]))).toBe(0);
});

it('is null where none is known', () => {
  expect(earliest([])).toBeNull();
  expect(earliest([null, null])).toBeNull();
});
