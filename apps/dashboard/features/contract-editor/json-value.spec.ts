import { expect, it } from 'vitest';
import { pointer, sameRule, withValueAt } from './json-value';

it('replaces one member and keeps the identity of what lies beside it', () => {
  const before = { time: { required: ['exp'] }, issuers: [{ issuer: 'a' }, { issuer: 'b' }] };
  const after = withValueAt(before, ['issuers', 1, 'issuer'], 'c');
  expect(after).toEqual({ time: { required: ['exp'] }, issuers: [{ issuer: 'a' }, { issuer: 'c' }] });
  expect((after as typeof before).time).toBe(before.time);
  expect((after as typeof before).issuers[0]).toBe(before.issuers[0]);
});

it('makes the objects on the way', () => {
  expect(withValueAt({}, ['claims', 'forbidden', 'action'], 'reject')).toEqual({
    claims: { forbidden: { action: 'reject' } },
  });
});

it('takes members and entries out', () => {
  expect(withValueAt({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
  expect(withValueAt({ list: ['x', 'y'] }, ['list', 0], undefined)).toEqual({ list: ['y'] });
});

it.each([
  [['b', 'a'], ['a', 'b'], true],
  [['a'], ['a', 'b'], false],
  [{ x: 1, y: null }, { y: null, x: 1 }, true],
  [undefined, null, false],
])('compares rules, whose lists are sets: %j and %j', (a, b, same) => {
  expect(sameRule(a, b)).toBe(same);
});

it('names members without confusion, whatever they are called', () => {
  expect(pointer(['claims', 'https://a/b~c'])).toBe('/claims/https:~1~1a~1b~0c');
});
