import { describe, expect, it } from 'vitest';
import { comparableAt, comparedRows, comparedSpans, moreToCome, pointsText } from './compare';

/** Half a minute into a minute. */
const AT = 60_000 + 30;
const MINUTE = 60;

describe('the stretches that are compared', () => {
  it('are none until all reports of a whole minute after the change are there', () => {
    expect(comparedSpans(AT, comparableAt(AT) - 1)).toBeNull();
    expect(comparedSpans(AT, comparableAt(AT))).toEqual({
      before: { from: 59_880, to: 59_940 },
      after: { from: 60_060, to: 60_120 },
    });
  });

  it('leave out every window that can hold requests of both sides', () => {
    for (let second = 0; second < MINUTE; second += 1) {
      const at = 60_000 + second;
      const { before, after } = comparedSpans(at, at + 1_000) ?? {};
      expect(before?.to).toBeLessThanOrEqual(at - 75);
      expect(after?.from).toBeGreaterThan(at);
    }
  });

  it('grow to an hour, and no further', () => {
    const early = comparedSpans(AT, comparableAt(AT) + 10 * MINUTE);
    expect(early).toEqual({
      before: { from: 59_940 - 11 * MINUTE, to: 59_940 },
      after: { from: 60_060, to: 60_060 + 11 * MINUTE },
    });
    expect(comparedSpans(AT, AT + 90_000)?.after).toEqual({ from: 60_060, to: 60_060 + 60 * MINUTE });
    expect([moreToCome(AT, AT + 600), moreToCome(AT, AT + 90_000)]).toEqual([true, false]);
  });
});

describe('a comparison', () => {
  const total = (outcome: 'accepted' | 'wrong_aud' | 'token_expired', count: number) => ({ outcome, count });

  it('adds up environments, keeps what is on one side only, and puts the greatest change of share first', () => {
    const rows = comparedRows(
      [total('token_expired', 2), total('accepted', 8)],
      [total('wrong_aud', 20), total('wrong_aud', 10), total('token_expired', 10), total('accepted', 60)],
    );
    expect(rows.map(({ outcome, before, after }) => [outcome, before.count, after.count])).toEqual([
      ['accepted', 8, 60],
      ['wrong_aud', 0, 30],
      ['token_expired', 2, 10],
    ]);
    expect(rows.map(({ change }) => change?.toFixed(3))).toEqual(['-0.200', '0.300', '-0.100']);
  });

  it('tells more requests from a higher share', () => {
    const [row] = comparedRows([total('accepted', 10)], [total('accepted', 100)]);
    expect(row).toEqual({
      outcome: 'accepted',
      before: { count: 10, share: 1 },
      after: { count: 100, share: 1 },
      change: 0,
    });
  });

  it('knows no share of no requests', () => {
    const [row] = comparedRows([total('accepted', 10)], []);
    expect([row?.after, row?.change]).toEqual([{ count: 0, share: null }, null]);
  });
});

it.each([
  [null, '–'],
  [0, 'same'],
  [0.2, 'up 20.0 points'],
  [-0.0321, 'down 3.2 points'],
  [-0.0001, 'down < 0.1 points'],
])('a share that changed by %s is %s', (change, words) => {
  expect(pointsText(change)).toBe(words);
});
