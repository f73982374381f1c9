import { describe, expect, it } from 'vitest';
import { cardLeft } from './card-left.js';

describe('a card beside a bar', () => {
  it.each([
    ['to the right of it', { left: 100, right: 120 }, 1_000, 128],
    ['to the left of it where the right has no room', { left: 900, right: 920 }, 1_000, 652],
    ['in the picture where no side has room', { left: 180, right: 190 }, 358, 0],
    ['at the beginning of a picture that is narrower', { left: 180, right: 190 }, 200, 0],
  ])('stands %s', (_where, bar, width, left) => {
    expect(cardLeft(bar, 240, width)).toBe(left);
  });
});
