import { expect, it } from 'vitest';
import { readIfMatch } from './draft-etag.js';

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
