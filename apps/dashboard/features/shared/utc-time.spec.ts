import { expect, it } from 'vitest';
import { epochOfUtc } from './utc-time';

it('reads what the control holds as UTC, with and without seconds', () => {
  expect(epochOfUtc('2026-11-23T16:41:20')).toBe(1_795_452_080);
  expect(epochOfUtc('2026-11-23T16:41')).toBe(1_795_452_060);
  expect(epochOfUtc('')).toBeUndefined();
});
