import { expect, it } from 'vitest';
import { formatShare, plural } from './number-format.js';

it.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.0004, '< 0.1 %'],
  [0.9996, '> 99.9 %'],
  [0.1234, '12.3 %'],
])('never rounds the share %d to none or all', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it('counts in singular and plural', () => {
  expect(plural(1, 'instance', 'instances')).toBe('1 instance');
  expect(plural(12_345, 'instance', 'instances')).toBe('12,345 instances');
});
