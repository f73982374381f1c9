import { expect, it } from 'vitest';
import { DEEPEST_LEVEL, faultOfJson } from './json-text.js';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

it.each([
  ['the deepest that is taken', nested(DEEPEST_LEVEL)],
  ['the same name in different objects', '{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
  ['a byte-order mark', '\uFEFF{"a":1}'],
])('takes %s', (_what, text) => {
  expect(faultOfJson(text)).toBeUndefined();
});

it.each([DEEPEST_LEVEL + 1, 5_000, 100_000])('refuses %i levels', (levels) => {
  expect(faultOfJson(nested(levels))).toMatchObject({ status: 400, code: 'json_too_deep' });
  expect(faultOfJson('{"a":'.repeat(levels))).toMatchObject({ status: 400, code: 'json_too_deep' });
});

it.each([
  ['{"name":"a","name":"b"}', ['name']],
  [String.raw`{"x":[{"a":1,"\u0061":2}]}`, ['x', 0, 'a']],
  ['{"__proto__":1,"__proto__":2}', ['__proto__']],
])('names the member that stands twice: %s', (text, path) => {
  const fault = faultOfJson(text);
  expect(fault).toMatchObject({ status: 400, code: 'duplicate_member' });
  expect(fault?.options.errors).toEqual([expect.objectContaining({ in: 'body', path })]);
  expect(fault?.options.detail).toContain(`"${path.at(-1)}"`);
});

it.each([
  ['{"name":', 'line 1, column 9'],
  ['{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3'],
  ['{"a":1,}', 'line 1, column 8'],
  ['{"a":1} // why', 'line 1, column 9'],
  ['{"a":1}{', 'line 1, column 8'],
])('says where %j stops being JSON', (text, where) => {
  expect(faultOfJson(text)).toMatchObject({ status: 400, code: 'malformed_request' });
  expect(faultOfJson(text)?.options.detail).toContain(where);
});
