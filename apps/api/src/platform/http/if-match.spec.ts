import { expect, it } from 'vitest';
import { assertIfMatch, readIfMatch } from './if-match.js';

it.each([
  [undefined, { kind: 'absent' }],
  ['*', { kind: 'any' }],
  [' * ', { kind: 'any' }],
  ['"a-1"', { kind: 'etags', etags: new Set(['a-1']) }],
  ['a-1', { kind: 'etags', etags: new Set(['a-1']) }],
  ['"a-1", "b-2"', { kind: 'etags', etags: new Set(['a-1', 'b-2']) }],
  ['W/"a-1"', { kind: 'etags', etags: new Set(['W/"a-1"']) }],
])('reads If-Match %j', (header, expected) => {
  expect(readIfMatch(header)).toEqual(expected);
});

const write = (header: string | undefined) => () => {
  assertIfMatch(readIfMatch(header), 'a-1', {
    absent: 'send it',
    stale: 'look again',
    extras: { etag: '"1"' },
  });
};

it.each(['"a-1"', '"b-2", "a-1"', '*'])('If-Match %s names the state a-1', (header) => {
  expect(write(header)).not.toThrow();
});

it.each([
  ['W/"a-1"', { status: 412, code: 'edit_conflict', detail: 'look again' }],
  [undefined, { status: 428, code: 'if_match_required', detail: 'send it' }],
])('If-Match %s is refused for the state a-1', (header, options) => {
  expect(write(header)).toThrow(
    expect.objectContaining({ options: { ...options, extras: { etag: '"1"' } } }),
  );
});
