import { makeBundle, makeContract, makeKey, makeToken, TEST_ISSUER } from '@accord/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';

const NOW = 1_795_440_000;
const clock = (): number => NOW;
const rsa = makeKey('RS256', 'rsa-1');

describe('weak keys', () => {
  const rsaJwk = rsa.publicJwk;
  it.each([
    ['e = 1', { ...rsaJwk, e: 'AQ' }],
    ['an even exponent', { ...rsaJwk, e: 'AQAA' }],
    [
      'an even modulus',
      { ...rsaJwk, n: Buffer.concat([Buffer.alloc(255, 0xff), Buffer.from([0xfe])]).toString('base64url') },
    ],
    ['CVE-2017-15361: a ROCA modulus', { ...rsaJwk, n: rocaModulus() }],
  ])('RSA with %s', (_what, jwk) => {
    const keys = [jwk] as (typeof rsaJwk)[];
    const verdict = compile(makeBundle({ keys: [rsa], issuer: { jwks: { keys } } }), { clock }).verify(
      makeToken({ key: rsa, now: NOW }),
    );
    expect(verdict).toMatchObject({ reason: 'key_too_weak' });
  });

  it('RSA below the contract’s minimum', () => {
    const contract = makeContract(rsa, {
      issuers: [{ issuer: TEST_ISSUER, algorithms: ['RS256'], min_rsa_bits: 3072 }],
    });
    const verdict = compile(makeBundle({ keys: [rsa], contract }), { clock }).verify(
      makeToken({ key: rsa, now: NOW }),
    );
    expect(verdict).toMatchObject({ reason: 'key_too_weak' });
  });

  it.each([
    '00',
    '01',
    'ecff7f',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'edff7f',
  ])('RFC 8032 §5.1.3: Ed25519 of small order or not canonical (%s)', (hex) => {
    const ed = makeKey('EdDSA', 'ed-1');
    const bytes = hex.endsWith('ff7f')
      ? Buffer.from(`${hex.slice(0, 2)}${'ff'.repeat(30)}7f`, 'hex')
      : Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(32)]).subarray(0, 32);
    const jwk = {
      kty: 'OKP' as const,
      crv: 'Ed25519' as const,
      kid: 'ed-1',
      alg: 'EdDSA',
      x: bytes.toString('base64url'),
    };
    const verdict = compile(makeBundle({ keys: [{ ...ed, publicJwk: jwk }] }), { clock }).verify(
      makeToken({ key: ed, now: NOW }),
    );
    expect(verdict).toMatchObject({ reason: 'key_too_weak' });
  });
});

/** A number that is 65537^k modulo every prime that the fingerprint looks at, 2048 bits long and odd. */
function rocaModulus(): string {
  const primes = [
    3n,
    5n,
    7n,
    11n,
    13n,
    17n,
    19n,
    23n,
    29n,
    31n,
    37n,
    41n,
    43n,
    47n,
    53n,
    59n,
    61n,
    67n,
    71n,
    73n,
    79n,
  ];
  primes.push(
    83n,
    89n,
    97n,
    101n,
    103n,
    107n,
    109n,
    113n,
    127n,
    131n,
    137n,
    139n,
    149n,
    151n,
    157n,
    163n,
    167n,
  );
  const product = primes.reduce((total, prime) => total * prime, 2n);
  const multiple = (1n << 2047n) / product + 1n;
  return Buffer.from((multiple * product + 65537n).toString(16), 'hex').toString('base64url');
}
