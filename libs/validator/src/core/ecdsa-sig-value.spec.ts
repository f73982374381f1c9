import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecdsaSigValue } from './ecdsa-sig-value.js';

/** The definition, by way of the number itself. */
function integer(bytes: Uint8Array): Buffer {
  const hex = BigInt(`0x${Buffer.from(bytes).toString('hex')}`).toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  const value = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
  return Buffer.concat([Buffer.from([0x02, value.length]), value]);
}

function sequence(r: Uint8Array, s: Uint8Array): Buffer {
  const body = Buffer.concat([integer(r), integer(s)]);
  const head = body.length < 0x80 ? [0x30, body.length] : [0x30, 0x81, body.length];
  return Buffer.concat([Buffer.from(head), body]);
}

/** Numbers of a curve, many of them with zeros or a set bit in front. */
const number = (size: number) =>
  fc
    .tuple(
      fc.uint8Array({ minLength: size, maxLength: size }),
      fc.nat({ max: size }),
      fc.constantFrom(0x01, 0x7f, 0x80, 0xff),
    )
    .map(([bytes, zeros, next]) => bytes.map((byte, at) => (at < zeros ? 0 : at === zeros ? next : byte)));

describe('Ecdsa-Sig-Value (RFC 3279 §2.2.3)', () => {
  it.each([32, 48, 66])('two numbers of %i bytes', (size) => {
    fc.assert(
      fc.property(number(size), number(size), (r, s) => {
        expect(ecdsaSigValue(Buffer.concat([r, s]))).toEqual(sequence(r, s));
      }),
    );
  });
});
