import { expect, it } from 'vitest';
import { z } from 'zod';
import { pageOf, readCursor } from './cursor.js';

const cursorAt = (position: unknown) => pageOf([position, position], 1, (item) => item).next_cursor ?? '';

it('reads what a page gave out', () => {
  expect(readCursor(cursorAt('orders'), z.string())).toBe('orders');
});

it.each([
  ['no JSON', '!!'],
  ['another kind', cursorAt(7)],
  ['a null character', cursorAt('a\0b')],
])('refuses a cursor that is %s', (_, cursor) => {
  expect(() => readCursor(cursor, z.string())).toThrow(
    expect.objectContaining({ status: 400, code: 'cursor_invalid' }),
  );
});
