import { expect, it } from 'vitest';
import { certainAlgorithms } from './key-algorithms.js';

it('takes the algorithm that a key names, or the only one of its type', () => {
  const keys = [
    { kty: 'RSA', alg: 'RS256' },
    { kty: 'EC', crv: 'P-384' },
    { kty: 'RSA', alg: 'RS256' },
  ];
  expect(certainAlgorithms(keys)).toEqual(['ES384', 'RS256']);
});

it.each([
  { kty: 'RSA' },
  { kty: 'OKP', crv: 'Ed25519' },
  { kty: 'RSA', alg: 'RSA-OAEP' },
  { kty: 'EC', crv: 'secp256k1' },
])('guesses nothing from %j', (key) => {
  expect(certainAlgorithms([key])).toEqual([]);
});
