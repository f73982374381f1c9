import { expect, it } from 'vitest';
import { duplicateMembers, readJsonObject } from './json-text';

it.each(['{', '[]', 'null', '"text"'])('reads no contract from %s', (text) => {
  expect(readJsonObject(text)).toBeNull();
});

it.each([
  '{"audiences": ["a"], "audiences": ["b"]}',
  String.raw`{"audiences": ["a"], "\u0061udiences": ["b"]}`,
  '{"issuers": [{"issuer": "a", "algorithms": [], "issuer": "b"}]}',
])('reads none that says a member twice: %s', (text) => {
  expect(readJsonObject(text)).toBeNull();
});

it('reads the same name in different objects', () => {
  const text = '{"time": {"required": []}, "claims": {"required": []}, "issuers": [{"a": 1}, {"a": 2}]}';
  expect(readJsonObject(text)).toEqual(JSON.parse(text));
});

it('says which member stands again, where, and where it stands first', () => {
  const text = '{\n"a": 1,\n"b": {"c": 2,\n"c": 3},\n"a": 4, "a": 5}';
  const told = duplicateMembers(text).map(({ from, to, message }) => [from, text.slice(from, to), message]);
  expect(told).toEqual([
    [text.indexOf('"a": 4'), '"a"', '“a” stands already in line 2. Keep one of the two.'],
    [text.indexOf('"a": 5'), '"a"', '“a” stands already in line 2. Keep one of the two.'],
    [text.indexOf('"c": 3'), '"c"', '“c” stands already in line 3. Keep one of the two.'],
  ]);
});
