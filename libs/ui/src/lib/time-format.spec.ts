import { describe, expect, it } from 'vitest';
import { formatDuration, formatRelative, formatTime, isoTime } from './time-format.js';

const AT = Date.UTC(2026, 10, 23, 16, 41, 20) / 1_000;

describe('formatTime', () => {
  it('writes UTC and says so, whatever the zone of the machine', () => {
    expect(formatTime(AT, 'utc', 'second')).toBe('23 Nov 2026 16:41:20 UTC');
    expect(formatTime(AT, 'utc', 'minute')).toBe('23 Nov 16:41 UTC');
    expect(formatTime(AT, 'utc', 'day')).toBe('23 Nov 2026');
  });

  it('names the year of a minute where it is not the present one', () => {
    expect(formatTime(AT, 'utc', 'minute', AT - 86_400)).toBe('23 Nov 16:41 UTC');
    expect(formatTime(AT, 'utc', 'minute', AT + 90 * 86_400)).toBe('23 Nov 2026 16:41 UTC');
  });

  it('gives machines ISO 8601 in UTC', () => {
    expect(isoTime(AT)).toBe('2026-11-23T16:41:20Z');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [1565, '26 min 5 s'],
    [3984, '1 h 6 min'],
    [90_061, '1 d 1 h'],
    [-65, '−1 min 5 s'],
  ])('writes %i s as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatRelative', () => {
  it.each([
    [AT, 'now'],
    [AT - 12, '12 s ago'],
    [AT + 240, 'in 4 min'],
    [AT - 86_399, '23 h ago'],
    [AT - 86_400, '1 d ago'],
    [AT - 1.4 * 86_400, '1 d ago'],
    [AT + 365 * 86_400 - 3, 'in 365 d'],
    [AT + 89.5 * 86_400, 'in 90 d'],
  ])('tells %i from now', (at, text) => {
    expect(formatRelative(at, AT)).toBe(text);
  });
});
