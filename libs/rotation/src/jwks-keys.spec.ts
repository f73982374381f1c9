import { KeyState, PublicJwk } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { jwksDocument, type ServedKey } from './jwks-document.js';
import { deniedKids } from './jwks-keys.js';

const served = (state: KeyState, publicJwk: PublicJwk): ServedKey => ({
  kid: `${state}-${publicJwk.kty}`,
  alg: 'ES256',
  state,
  publishedAt: 5,
  publicJwk,
});
const ec: PublicJwk = { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ', kid: 'stored' };

describe('jwksDocument', () => {
  it('holds published, active and deactivated keys and nothing else', () => {
    const { keys } = jwksDocument(KeyState.options.map((state) => served(state, ec)));
    expect(keys.map(({ kid }) => kid)).toEqual(['active-EC', 'deactivated-EC', 'published-EC']);
  });

  it('lists the oldest first', () => {
    const newer = { ...served('active', ec), publishedAt: 9 };
    expect(jwksDocument([newer, served('published', ec)]).keys[0]?.kid).toBe('published-EC');
  });

  it.each<[PublicJwk, object]>([
    [
      { kty: 'RSA', n: 'bg', e: 'AQAB', kid: 'stored' },
      { kty: 'RSA', n: 'bg', e: 'AQAB' },
    ],
    [ec, { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' }],
    [
      { kty: 'OKP', crv: 'Ed25519', x: 'eA', kid: 'stored' },
      { kty: 'OKP', crv: 'Ed25519', x: 'eA' },
    ],
  ])('serves no member of $kty but the public ones, whatever was stored', (jwk, members) => {
    const leaky: PublicJwk = Object.assign({}, jwk, {
      d: 'c2VjcmV0',
      p: 'cA',
      k: 'aw',
      key_ops: ['sign'],
      x5t: 'eA',
    });
    const [key] = jwksDocument([served('active', leaky)]).keys;
    expect(key).toEqual({ kid: `active-${jwk.kty}`, use: 'sig', alg: 'ES256', ...members });
    expect(PublicJwk.safeParse(key).success).toBe(true);
  });
});

describe('deniedKids', () => {
  it('are those of compromised keys', () => {
    expect(deniedKids(KeyState.options.map((state) => served(state, ec)))).toEqual(['compromised-EC']);
  });
});
