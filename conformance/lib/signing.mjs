import { constants, createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const KINDS = {
  RS256: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  ES384: ['ec', { namedCurve: 'P-384' }],
  EdDSA: ['ed25519', undefined],
};
export const ALGORITHMS = Object.keys(KINDS);

const encode = (part) => Buffer.from(part).toString('base64url');
const textOf = (part) => (typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part));

/** Private JWKs by name. Made once: they are test keys, published here, and protect nothing. */
export function loadKeys(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = ALGORITHMS.flatMap((alg) =>
    ['good', 'other', 'denied'].map((name) => [`${alg}-${name}`, makeJwk(KINDS[alg])]),
  );
  return Object.fromEntries([...made, ['weak-rsa', makeJwk(['rsa', { modulusLength: 1024 }])]]);
}

function makeJwk([type, options]) {
  return generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' });
}

/** The public members of a JWK, under a kid. */
export function publicJwk({ kty, crv, x, y, n, e }, kid, alg) {
  return Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e, kid, alg, use: 'sig' }).filter(([, value]) => value !== undefined),
  );
}

/** Signs as RFC 7518 §3 says, and takes a signature that was made before where there is one: most are random. */
export class Signer {
  #known = new Map();

  /** @param tokens tokens that were made before */
  constructor(tokens) {
    for (const token of tokens) {
      const end = token.lastIndexOf('.');
      const input = token.slice(0, end);
      this.#known.set(input, [...(this.#known.get(input) ?? []), token.slice(end + 1)]);
    }
  }

  /** A compact JWS over header and payload, given as objects, text or bytes. */
  token({ jwk, alg }, header, payload) {
    const input = `${encode(textOf(header))}.${encode(textOf(payload))}`;
    const key = optionsOf(alg, createPrivateKey({ key: jwk, format: 'jwk' }));
    const digest = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`;
    const data = Buffer.from(input);
    const holds = (signature) => verify(digest, data, key, Buffer.from(signature, 'base64url'));
    const known = this.#known.get(input)?.find(holds);
    return `${input}.${known ?? sign(digest, data, key).toString('base64url')}`;
  }
}

function optionsOf(alg, key) {
  if (alg.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (!alg.startsWith('PS')) return { key };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
