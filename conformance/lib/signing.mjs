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

const MORE_KINDS = {
  'weak-rsa': ['rsa', { modulusLength: 1024 }],
  'rsa-2047': ['rsa', { modulusLength: 2047 }],
  'ES512-good': ['ec', { namedCurve: 'P-521' }],
};

const encode = (part) => Buffer.from(part).toString('base64url');
const textOf = (part) => (typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part));

/** Private JWKs by name. Made once: they are test keys, published here, and protect nothing. */
export function loadKeys(file) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const kinds = ALGORITHMS.flatMap((alg) =>
    ['good', 'other', 'denied'].map((name) => [`${alg}-${name}`, KINDS[alg]]),
  );
  const all = [...kinds, ...Object.entries(MORE_KINDS)];
  return Object.fromEntries(all.map(([name, kind]) => [name, known[name] ?? makeJwk(kind)]));
}

function makeJwk([type, options]) {
  return generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' });
}

/** The public members of a JWK, under a kid; `alg` may be left out. */
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
      this.#remember(token.slice(0, end), token.slice(end + 1));
    }
  }

  #remember(input, signature) {
    // Some tokens are there because of how their signature is spelt.
    const isCanonical = encode(Buffer.from(signature, 'base64url')) === signature;
    if (isCanonical) this.#known.set(input, [...(this.#known.get(input) ?? []), signature]);
    return signature;
  }

  /** A compact JWS over header and payload, given as objects, text or bytes. `digest` is another one than the algorithm's. */
  token(key, header, payload) {
    return this.#tokenWith(key, header, payload, () => true);
  }

  /** A token whose signature is as `wanted` asks of its bytes: the payload gets another `jti` until it is. */
  tokenThat(wanted, key, header, payload) {
    for (let attempt = 0; ; attempt += 1) {
      // Where signatures are random one payload is enough, and only so is what was made before found again.
      const jti = isRandom(key.alg) ? payload.jti : `${payload.jti}-${attempt}`;
      const token = this.#tokenWith(key, header, { ...payload, jti }, wanted);
      if (token) return token;
    }
  }

  #tokenWith({ jwk, alg, digest = digestOf(alg) }, header, payload, wanted) {
    const input = `${encode(textOf(header))}.${encode(textOf(payload))}`;
    const key = optionsOf(alg, createPrivateKey({ key: jwk, format: 'jwk' }));
    const data = Buffer.from(input);
    const willDo = (text) => {
      const signature = Buffer.from(text, 'base64url');
      return wanted(signature) && verify(digest, data, key, signature);
    };
    const known = this.#known.get(input)?.find(willDo);
    if (known) return `${input}.${known}`;
    const made = sign(digest, data, key);
    return wanted(made) ? `${input}.${this.#remember(input, encode(made))}` : null;
  }
}

const isRandom = (alg) => alg.startsWith('PS') || alg.startsWith('ES');

function digestOf(alg) {
  return alg.startsWith('Ed') ? null : `sha${alg.slice(2)}`;
}

function optionsOf(alg, key) {
  if (alg.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (!alg.startsWith('PS')) return { key };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
