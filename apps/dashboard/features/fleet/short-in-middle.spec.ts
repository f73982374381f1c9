import { expect, it } from 'vitest';
import { shortInMiddle } from './short-in-middle';

it.each([
  ['2026-11-key', '2026-11-key'],
  ['2026-11-29-a', '2026-…-29-a'],
])('%s is shown as %s', (kid, shown) => {
  expect(shortInMiddle(kid)).toBe(shown);
});
