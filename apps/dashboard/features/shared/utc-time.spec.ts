import { expect, it } from 'vitest';
import { epochOfUtc, utcOfEpoch } from './utc-time';

it('reads what the control holds as UTC, with and without seconds', () => {
  expect(epochOfUtc('2026-11-23T16:41:20')).toBe(1_795_452_080);
  expect(epochOfUtc('2026-11-23T16:41')).toBe(1_795_452_060);
  expect(epochOfUtc('')).toBeUndefined();
});

it('fills the control with what it reads back, and leaves it empty where it can hold no such time', () => {
  expect(utcOfEpoch(1_795_452_080)).toBe('2026-11-23T16:41:20');
  expect(epochOfUtc(utcOfEpoch(1_795_452_080))).toBe(1_795_452_080);
  expect(utcOfEpoch(1_795_452_080_000)).toBe('');
});
