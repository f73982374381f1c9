import { createPrivateKey } from 'node:crypto';
import {
  makeBundle,
  makeContract,
  makeKey,
  makeToken,
  numberedContract,
  signParts,
  type TestKey,
} from '@accord/testing';
import { expect, it } from 'vitest';
import { compile } from './compile.js';
import { provenKey } from './dpop.js';
import { thumbprintOf } from './keys.js';
import { sha256 } from './node-crypto.js';

const NOW = 1_795_440_000;
const key = makeKey('EdDSA', 'key-1');
const contract = makeContract(key, { binding: { dpop: 'optional' } });
const policy = compile(
  makeBundle({ keys: [key], contract, bundle: { shadow: numberedContract(contract, 8) } }),
  {
    clock: () => NOW,
  },
);

/** How often a proof was looked at while a token was judged. */
function looksAt(token: string): { looks: number; outcomes: unknown[] } {
  let looks = 0;
  const dpop = {
    get proof() {
      looks += 1;
      return 'a.b.c';
    },
    url: 'https://api.example.com/',
  };
  const verdict = policy.verifyAuthorization(`DPoP ${token}`, { method: 'GET', path: '/', dpop });
  return { looks, outcomes: [verdict.ok || verdict.reason, verdict.shadow?.outcome] };
}

// Anybody can send a proof with a key of their own, and checking it costs more than refusing the token does.
it.each([
  ['garbage', 'a.b.c', 'bad_base64url'],
  ['forged', `${makeToken({ key, now: NOW }).slice(0, -12)}${'A'.repeat(12)}`, 'bad_signature'],
])('a proof is not looked at beside a token that is %s', (_what, token, reason) => {
  expect(looksAt(token)).toEqual({ looks: 0, outcomes: [reason, reason] });
});

it('a proof is looked at once the token itself holds', () => {
  const { looks, outcomes } = looksAt(makeToken({ key, now: NOW }));
  expect(looks).toBeGreaterThan(0);
  expect(outcomes).toEqual(['binding_missing', 'binding_missing']);
});

const numberOf = (base64url: unknown) =>
  BigInt(`0x${Buffer.from(String(base64url), 'base64url').toString('hex')}`);
const textOf = (value: bigint) => {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

/** The number that times `value` is 1 modulo `modulus`. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next, factor, nextFactor] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

/** The same primes with another public exponent. */
function withExponent(key: TestKey, e: bigint): TestKey {
  const jwk = key.privateKey.export({ format: 'jwk' });
  const [p, q] = [numberOf(jwk.p) - 1n, numberOf(jwk.q) - 1n];
  const d = inverse(e, p * q);
  const numbers = { e: textOf(e), d: textOf(d), dp: textOf(d % p), dq: textOf(d % q) };
  const publicJwk = { kty: 'RSA' as const, kid: key.kid, n: String(jwk.n), e: numbers.e };
  return { ...key, publicJwk, privateKey: createPrivateKey({ key: { ...jwk, ...numbers }, format: 'jwk' }) };
}

/** The thumbprint that a proof of the key gives. */
function proves(holder: TestKey): string | null {
  const proof = signParts(
    holder,
    JSON.stringify({ typ: 'dpop+jwt', alg: holder.alg, jwk: { ...holder.publicJwk, kid: undefined } }),
    JSON.stringify({ jti: 'p1', htm: 'GET', htu: 'https://a.example/', iat: NOW, ath: sha256('token') }),
  );
  const context = { accessToken: 'token', method: 'GET', now: NOW };
  return provenKey({ proof, url: 'https://a.example/' }, context);
}

// Whoever holds a token chooses the key of the proof, and with it what the check costs.
it(
  'a proof is taken with RSA of 2048 to 4096 bits and an exponent of at most 32',
  { timeout: 60_000 },
  () => {
    const rsa = makeKey('RS256', 'holder');
    const largest = makeKey('RS256', 'holder', 4096);
    const taken = [rsa, largest, withExponent(rsa, 4_294_967_291n)];
    expect(taken.map(proves)).toEqual(taken.map(({ publicJwk }) => thumbprintOf(publicJwk)));
    const refused = [makeKey('RS256', 'holder', 4104), withExponent(rsa, 4_294_967_311n)];
    expect(refused.map(proves)).toEqual([null, null]);
  },
);
