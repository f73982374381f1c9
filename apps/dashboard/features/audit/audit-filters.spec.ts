import { expect, it } from 'vitest';
import { isInverted } from './audit-filters';

it.each([
  ['2026-11-29', '2026-11-28', true],
  ['2026-11-29', '2026-11-29', false],
  ['2026-11-28', '2026-11-29', false],
  ['2026-11-29', null, false],
  [null, '2026-11-28', false],
])('from %s to %s is inverted: %s', (from, to, inverted) => {
  expect(isInverted({ from, to })).toBe(inverted);
});
