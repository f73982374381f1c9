import { describe, expect, it } from 'vitest';
import { compareLength, comparedRows } from './compare';

describe('a comparison', () => {
  it.each([
    [0, 60],
    [59, 60],
    [185, 180],
    [90_000, 3_600],
  ])('%i s after the change looks at %i s on each side', (passed, length) => {
    expect(compareLength(1_000, 1_000 + passed)).toBe(length);
  });

  it('adds up environments, keeps what is on one side only, and puts the greatest change first', () => {
    const total = (outcome: 'accepted' | 'wrong_aud' | 'token_expired', count: number) => ({
      outcome,
      count,
    });
    expect(
      comparedRows(
        [total('token_expired', 3), total('accepted', 10)],
        [total('wrong_aud', 4), total('wrong_aud', 5), total('token_expired', 2), total('accepted', 9)],
      ),
    ).toEqual([
      { outcome: 'accepted', before: 10, after: 9 },
      { outcome: 'wrong_aud', before: 0, after: 9 },
      { outcome: 'token_expired', before: 3, after: 2 },
    ]);
  });
});
