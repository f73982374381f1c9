import { describe, expect, it } from 'vitest';
import { timeTicks } from './time-ticks.js';

const FROM = Date.UTC(2026, 10, 23, 16, 41, 20) / 1_000;

describe('timeTicks', () => {
  it.each([900, 3_600, 21_600, 86_400, 604_800, 2_592_000, 31_536_000])('fits %i s into the room', (span) => {
    const { at } = timeTicks(FROM, FROM + span, 8, 'utc');
    expect(at.length).toBeGreaterThan(1);
    expect(at.length).toBeLessThanOrEqual(9);
    expect(at.every((tick) => tick >= FROM && tick <= FROM + span)).toBe(true);
  });

  it('stands on round times', () => {
    const { at, form } = timeTicks(FROM, FROM + 3_600, 8, 'utc');
    expect(at.every((tick) => tick % 600 === 0)).toBe(true);
    expect(form).toBe('clock');
  });

  it('names the day where times of several days meet', () => {
    expect(timeTicks(FROM, FROM + 2 * 86_400, 8, 'utc').form).toBe('day-clock');
    expect(timeTicks(FROM, FROM + 30 * 86_400, 8, 'utc').form).toBe('day');
  });
});
