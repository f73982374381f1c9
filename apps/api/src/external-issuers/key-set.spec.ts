import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeySet } from './key-set.js';

function rsa(kid: string, modulusLength = 2048, publicExponent = 65_537) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  return {
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), kid },
  };
}
const good = rsa('k1').publicJwk;
const codeOf = (document: unknown) => {
  try {
    readKeySet(document);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('readKeySet', () => {
  it('takes signing keys, and leaves out encryption keys, keys without kid and unknown kinds', () => {
    const other = rsa('enc').publicJwk;
    const nameless = { ...rsa('x').publicJwk, kid: undefined };
    const keys = readKeySet({ keys: [good, { ...other, use: 'enc' }, nameless, { kty: 'AKP', kid: 'pq' }] });
    expect(keys.map((key) => key.kid)).toEqual(['k1']);
  });

  it.each([
    ['malformed', { nothing: true }],
    ['malformed', '<html>'],
    ['malformed', { keys: [{ ...good, kid: 'k\u0000' }] }],
    ['malformed', { keys: [{ ...good, kid: 'k\uD800' }] }],
    ['empty', { keys: [] }],
    ['empty', { keys: [{ ...good, use: 'enc' }] }],
    ['symmetric_key', { keys: [good, { kty: 'oct', k: 'AAAA', kid: 's' }] }],
    ['private_member', { keys: [rsa('p').privateJwk] }],
    ['duplicate_kid', { keys: [good, { ...rsa('other').publicJwk, kid: 'k1' }] }],
    ['weak_key', { keys: [rsa('weak', 1024).publicJwk] }],
    ['weak_key', { keys: [rsa('e3', 2048, 3).publicJwk] }],
  ])('refuses as %s', (code, document) => {
    expect(codeOf(document)).toBe(code);
  });
});
