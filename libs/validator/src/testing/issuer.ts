import { constants, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { type Algorithm, PublicJwk } from '@accord/contract';
import type { Clock } from '../core/compiled-policy.js';

/**
 * An issuer that exists for one test: it signs tokens, and its public key goes into a test's bundle.
 *
 * @example
 * ```ts
 * import type { TestIssuer } from '@accord/validator/testing';
 *
 * export const bearer = (issuer: TestIssuer) => `Bearer ${issuer.token({ aud: 'https://api.example.com' })}`;
 * ```
 */
export interface TestIssuer {
  /** The exact `iss`. */
  readonly issuer: string;
  /** The public key, with its `kid` and `alg`. */
  readonly jwk: PublicJwk;
  /**
   * Signs an access token (RFC 9068): five minutes long, with `iss`, `sub`, `client_id`, `jti`, `iat` and `exp` filled
   * in. Give `aud`, and whatever else the contract asks for; a member that is undefined is left out.
   */
  token(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
}

/**
 * What {@link makeTestIssuer} may be told.
 *
 * @example
 * ```ts
 * import type { TestIssuerOptions } from '@accord/validator/testing';
 *
 * export const options: TestIssuerOptions = { alg: 'EdDSA', kid: 'key-2', claims: { azp: 'shop' } };
 * ```
 */
export interface TestIssuerOptions {
  /** Default `https://issuer.test`. */
  readonly issuer?: string;
  /** Default `ES256`. */
  readonly alg?: Algorithm;
  /** Default `test-key-1`. */
  readonly kid?: string;
  /** Claims of every token, where the single one does not say otherwise. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Whole epoch seconds, for `iat` and `exp`; the system's where left out. */
  readonly clock?: Clock;
}

const LIFETIME_SECONDS = 300;
const CURVES: Partial<Record<Algorithm, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/**
 * Makes an issuer with a fresh key. Two issuers of the same name and kid have different keys, so the second one is a
 * forger of the first.
 *
 * @example
 * ```ts
 * import { makeTestIssuer } from '@accord/validator/testing';
 *
 * const issuer = makeTestIssuer({ issuer: 'https://auth.example.com', claims: { aud: 'https://api.example.com' } });
 * const good = issuer.token({ scope: 'payments:read' });
 * const withoutSubject = issuer.token({ sub: undefined });
 * const idToken = issuer.token({ nonce: 'n' }, { typ: 'JWT' });
 * console.log(good, withoutSubject, idToken);
 * ```
 */
export function makeTestIssuer(options: TestIssuerOptions = {}): TestIssuer {
  const { issuer = 'https://issuer.test', alg = 'ES256', kid = 'test-key-1' } = options;
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000));
  const { publicKey, privateKey } = generateKey(alg);
  const jwk = PublicJwk.parse({ ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' });
  return {
    issuer,
    jwk,
    token(claims, header) {
      const now = clock();
      const times = { jti: randomUUID(), iat: now, exp: now + LIFETIME_SECONDS };
      const who = { iss: issuer, sub: 'test-subject', client_id: 'test-client' };
      const payload = { ...who, ...times, ...options.claims, ...claims };
      return signCompact({ alg, typ: 'at+jwt', kid, ...header }, payload, (data) =>
        signAs(alg, privateKey, data),
      );
    },
  };
}

function generateKey(alg: Algorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (alg === 'EdDSA' || alg === 'Ed25519') return generateKeyPairSync('ed25519');
  const namedCurve = CURVES[alg];
  if (namedCurve !== undefined) return generateKeyPairSync('ec', { namedCurve });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** RFC 7518 §3, RFC 8037 §3.1. */
function signAs(alg: Algorithm, key: KeyObject, data: Buffer): Buffer {
  if (alg === 'EdDSA' || alg === 'Ed25519') return sign(null, data, key);
  const digest = `sha${alg.slice(2)}`;
  if (alg.startsWith('ES')) return sign(digest, data, { key, dsaEncoding: 'ieee-p1363' });
  if (alg.startsWith('RS')) return sign(digest, data, { key, padding: constants.RSA_PKCS1_PADDING });
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

/** A compact JWS (RFC 7515 §7.1). */
export function signCompact(header: object, payload: unknown, signData: (data: Buffer) => Buffer): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signData(Buffer.from(input)).toString('base64url')}`;
}
