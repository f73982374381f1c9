import { expect, it } from 'vitest';
import {
  credentialDelayMs,
  failureDelayMs,
  intervalDelayMs,
  parseRetryAfter,
  reportDelayMs,
  retryAfterDelayMs,
  spreadDelayMs,
} from './backoff.js';

const low = () => 0;
const high = () => 0.999_999;

it.each([
  ['failure, first', (random: () => number) => failureDelayMs(0, random), 1000, 1000],
  ['failure, third', (random: () => number) => failureDelayMs(2, random), 1000, 4000],
  ['failure, thousandth', (random: () => number) => failureDelayMs(1000, random), 1000, 120_000],
  ['credential, first', (random: () => number) => credentialDelayMs(0, random), 300_000, 330_000],
  ['credential, thousandth', (random: () => number) => credentialDelayMs(1000, random), 3_600_000, 3_960_000],
  ['Retry-After 0', (random: () => number) => retryAfterDelayMs(0, random), 1000, 2000],
  ['Retry-After 100', (random: () => number) => retryAfterDelayMs(100, random), 100_000, 120_000],
  ['Retry-After a year', (random: () => number) => retryAfterDelayMs(31e6, random), 3_600_000, 4_320_000],
  ['interval 30', (random: () => number) => intervalDelayMs(30, random), 24_000, 36_000],
  ['interval 1', (random: () => number) => intervalDelayMs(1, random), 1000, 1200],
  ['report 60', (random: () => number) => reportDelayMs(60, random), 45_000, 75_000],
  ['spread', spreadDelayMs, 1000, 3000],
])('%s', (_name, delay, least, most) => {
  expect(delay(low)).toBe(least);
  expect(delay(high)).toBeGreaterThan(most * 0.999);
  expect(delay(high)).toBeLessThanOrEqual(most);
});

it.each([
  ['120', 120],
  [' 5 ', 5],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ['soon', null],
  ['-1', 0],
  ['', null],
  [null, null],
])('reads Retry-After %j as %j seconds (RFC 9110 §10.2.3)', (value, seconds) => {
  const now = Date.parse('2026-11-23T10:00:00Z') / 1000;
  expect(parseRetryAfter(value, now)).toBe(seconds);
});
