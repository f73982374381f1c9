import { makeKey, signBytes, type TestKey } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { importKey } from './keys.js';
import { SignatureMemo } from './check-token.js';
import { isRsaSignature, isSignaturePair, sha256 } from './node-crypto.js';
import type { TokenParts } from './parse-token.js';

describe('isSignaturePair (CVE-2022-21449, RFC 7518 §3.4)', () => {
  // OpenSSL refuses these too; this check holds on a runtime that does not.
  const one = Buffer.alloc(32, 1);
  const zero = Buffer.alloc(32);
  it.each([
    ['two numbers', [one, one], true],
    ['r = 0', [zero, one], false],
    ['s = 0', [one, zero], false],
    ['one byte less', [one, one.subarray(1)], false],
    ['one byte more', [one, one, zero.subarray(31)], false],
  ])('%s', (_what, parts, expected) => {
    expect(isSignaturePair(Buffer.concat(parts), 32)).toBe(expected);
  });
});

describe('an RSA signature (RFC 8017 §8.1.2 and §8.2.2 step 1: exactly as long as the modulus)', () => {
  it.each(['PS256', 'PS384', 'PS512', 'RS256'] as const)('%s', (alg) => {
    const signer = makeKey(alg, 'a');
    const { key } = importKey(signer.publicJwk, { algorithms: new Set([alg]), minRsaBits: 2048 }, '');
    const { data, signature } = signatureThatBeginsWithZero(signer);
    const check = (bytes: Buffer) => key?.check(data, bytes);
    expect(check(signature)).toBe(true);
    expect(check(signature.subarray(1))).toBe(false);
    expect(check(Buffer.concat([Buffer.alloc(1), signature]))).toBe(false);
  });
});

describe('isRsaSignature (RFC 8017 §5.2.2 step 1: below the modulus)', () => {
  // OpenSSL refuses these too; Deno takes a PSS signature with the modulus added.
  const modulus = Buffer.from([0x80, 5, 7]);
  it.each([
    ['zero', [0, 0, 0], true],
    ['one below', [0x80, 5, 6], true],
    ['the modulus', [0x80, 5, 7], false],
    ['one above', [0x80, 5, 8], false],
    ['above in the first byte', [0x81, 0, 0], false],
    ['shorter', [5, 7], false],
    ['longer', [0, 0x80, 5, 6], false],
  ])('%s', (_what, bytes, expected) => {
    expect(isRsaSignature(Buffer.from(bytes), modulus)).toBe(expected);
  });
});

/** One of 256: the zero is part of it, and without it OpenSSL still takes a PSS signature. */
function signatureThatBeginsWithZero(signer: TestKey) {
  for (let count = 0; ; count += 1) {
    const data = Buffer.from(`message ${count}`);
    const signature = signBytes(signer, data);
    if (signature[0] === 0) return { data, signature };
  }
}

describe('SignatureMemo', () => {
  it('remembers a result for its key only', () => {
    const signer = makeKey('ES256', 'a');
    const input = Buffer.from('e30.e30');
    const parts: TokenParts = {
      header: '{}',
      payload: '{}',
      signature: signBytes(signer, input),
      signingInput: input.toString(),
    };
    const memo = new SignatureMemo();
    const results = [signer, makeKey('ES256', 'a'), signer].map(({ publicJwk }) => {
      const { key } = importKey(publicJwk, { algorithms: new Set(['ES256']), minRsaBits: 2048 }, '');
      return key && memo.holds(key, parts);
    });
    expect(results).toEqual([true, false, true]);
  });
});

it('sha256 is base64url without padding (FIPS 180-4, "abc")', () => {
  expect(sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
});
