import { expect, it } from 'vitest';
import { matches, readIfMatch } from './if-match.js';

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

it.each([
  ['"a-1"', true],
  ['"b-2", "a-1"', true],
  ['W/"a-1"', false],
  ['*', false],
  [undefined, false],
])('If-Match %j matches a-1: %s', (header, expected) => {
  expect(matches(readIfMatch(header), 'a-1')).toBe(expected);
});
