import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyBox, KeyBoxError } from './key-box.js';

const box = new KeyBox(Buffer.alloc(32, 7));
const secret = Buffer.from('a private key');

it('opens what it sealed, and seals differently every time', () => {
  const one = box.seal('bundle-key', 'k1', secret);
  const two = box.seal('bundle-key', 'k1', secret);
  expect(one.equals(two)).toBe(false);
  expect(one.includes(secret)).toBe(false);
  expect(box.open('bundle-key', 'k1', one)).toEqual(secret);
});

it('opens in another process that has the same master key', () => {
  const sealed = box.seal('issuer-key', 'k1', secret);
  expect(new KeyBox(Buffer.alloc(32, 7)).open('issuer-key', 'k1', sealed)).toEqual(secret);
});

it.each([
  ['another master key', new KeyBox(randomBytes(32)), 'bundle-key', 'k1'],
  ['another purpose', box, 'issuer-key', 'k1'],
  ['another row', box, 'bundle-key', 'k2'],
] as const)('refuses %s', (_, other, purpose, id) => {
  const sealed = box.seal('bundle-key', 'k1', secret);
  expect(() => other.open(purpose, id, sealed)).toThrow(KeyBoxError);
});

it('refuses every altered byte, and every truncation', () => {
  const sealed = box.seal('bundle-key', 'k1', secret);
  for (let index = 0; index < sealed.length; index += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
    expect(() => box.open('bundle-key', 'k1', altered)).toThrow(KeyBoxError);
    expect(() => box.open('bundle-key', 'k1', sealed.subarray(0, index))).toThrow(KeyBoxError);
  }
});

it('refuses a master key of another length', () => {
  expect(() => new KeyBox(randomBytes(16))).toThrow(/16 bytes; it needs 32/);
});
