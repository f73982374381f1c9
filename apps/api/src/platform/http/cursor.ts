import { z } from 'zod';
import { Problem } from '../errors/problem.js';
import { findUnstorableText } from './unstorable-text.js';

/** The position in a list that is ordered by unique names. */
export const NameCursor = z.string();

/**
 * Cuts a page out of what a query for `limit + 1` rows found. `positionOf` gives the sort key that the next page starts
 * after; it becomes the opaque cursor.
 */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  positionOf: (item: Item) => unknown,
): { items: Item[]; next_cursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const isLastPage = found.length <= limit || last === undefined;
  return { items, next_cursor: isLastPage ? null : encodeCursor(positionOf(last)) };
}

/**
 * Reads a cursor that pageOf made.
 *
 * @throws Problem 400 `cursor_invalid` when it is not one of this list.
 */
export function readCursor<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  const position = jsonOf(cursor);
  const parsed = schema.safeParse(position);
  if (parsed.success && findUnstorableText(position) === undefined) return parsed.data;
  throw cursorInvalid();
}

/** The cursor is none, or of another list. */
export function cursorInvalid(): Problem {
  return new Problem({
    status: 400,
    code: 'cursor_invalid',
    detail:
      'Send next_cursor of the page before as it came, to the same list with the same filters, or leave cursor out to start from the beginning.',
  });
}

function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
