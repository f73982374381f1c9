import { constants, createPublicKey, randomUUID } from 'node:crypto';
import {
  makeBundle as makeTestBundle,
  makeClaims,
  makeContract,
  makeKey,
  signParts,
  TEST_AUDIENCE,
  TEST_ISSUER,
} from '@accord/testing';

export const ISSUER = TEST_ISSUER;
export const AUDIENCE = TEST_AUDIENCE;
export const REQUEST = { method: 'GET', path: '/payments/7' };

/** What `crypto.verify` wants as its first argument. */
export const digestOf = (alg) => (alg === 'EdDSA' ? null : `sha${alg.slice(2)}`);

function verifyOptions(alg, key) {
  if (alg.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (!alg.startsWith('PS')) return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

/** An issuer with one key of an algorithm, and what it signs. */
export function makeIssuer(alg, kid = 'key-1') {
  const key = makeKey(alg, kid);
  const publicKey = createPublicKey(key.privateKey);
  const token = (claims = {}) =>
    signParts(
      key,
      JSON.stringify({ alg, typ: 'at+jwt', kid }),
      JSON.stringify({ ...goodClaims(), ...claims }),
    );
  return {
    alg,
    kid,
    key,
    publicKey,
    jwk: key.publicJwk,
    token,
    verifyOptions: verifyOptions(alg, publicKey),
  };
}

/** The claims of an access token as RFC 9068 §2.2 has them, of an ordinary size. */
export function goodClaims() {
  const now = Math.floor(Date.now() / 1000);
  return makeClaims(now, {
    sub: `user-${randomUUID()}`,
    client_id: 'shop-frontend',
    jti: randomUUID(),
    exp: now + 3000,
    scope: 'payments:read payments:write profile',
    roles: ['clerk', 'auditor'],
    sid: randomUUID(),
    tenant: 'emea',
  });
}

/** A bundle with scopes, roles and routes, so that every group of checks has something to do. */
export function makeBundle({ key }) {
  const authorization = {
    default: { all_scopes: ['payments:read'] },
    routes: [
      { id: 'list', methods: ['GET'], path: '/payments' },
      { id: 'one', methods: ['GET'], path: '/payments/:id', any_roles: ['clerk'] },
      { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
    ],
  };
  return makeTestBundle({ keys: [key], contract: makeContract(key, { authorization }) });
}
