import { constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export const ISSUER = 'https://auth.example.com';
export const AUDIENCE = 'https://api.example.com/payments';
export const REQUEST = { method: 'GET', path: '/payments/7' };

const CURVES = { ES256: 'prime256v1', ES384: 'secp384r1' };

function keyPair(alg) {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  const namedCurve = CURVES[alg];
  return namedCurve
    ? generateKeyPairSync('ec', { namedCurve })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function signingOptions(alg, key) {
  if (alg.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (!alg.startsWith('PS')) return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

/** What `crypto.sign` and `crypto.verify` want as their first argument. */
export const digestOf = (alg) => (alg === 'EdDSA' ? null : `sha${alg.slice(2)}`);
export const base64url = (value) => Buffer.from(value).toString('base64url');

/** An issuer with one key of an algorithm, and what it signs. */
export function makeIssuer(alg, kid = 'key-1') {
  const { publicKey, privateKey } = keyPair(alg);
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
  const signParts = (header, payload) => {
    const input = `${base64url(header)}.${base64url(payload)}`;
    return `${input}.${base64url(sign(digestOf(alg), Buffer.from(input), signingOptions(alg, privateKey)))}`;
  };
  const token = (claims = {}, header = {}) =>
    signParts(
      JSON.stringify({ alg, typ: 'at+jwt', kid, ...header }),
      JSON.stringify({ ...goodClaims(), ...claims }),
    );
  return { alg, kid, publicKey, jwk, signParts, token, verifyOptions: signingOptions(alg, publicKey) };
}

/** The claims of an access token as RFC 9068 §2.2 has them, of an ordinary size. */
export function goodClaims(now = Math.floor(Date.now() / 1000)) {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: `user-${randomUUID()}`,
    client_id: 'shop-frontend',
    jti: randomUUID(),
    iat: now - 10,
    exp: now + 3000,
    scope: 'payments:read payments:write profile',
    roles: ['clerk', 'auditor'],
    sid: randomUUID(),
    tenant: 'emea',
  };
}

/** A bundle with scopes, roles and routes, so that every group of checks has something to do. */
export function makeBundle({ alg, jwk }) {
  const hash = `sha256:${'A'.repeat(43)}`;
  return {
    schema: 1,
    service: 'payments',
    environment: 'production',
    version: 1,
    issued_at: 1_795_440_000,
    contract: {
      schema: 1,
      version: 1,
      hash,
      issuers: [{ issuer: ISSUER, algorithms: [alg] }],
      audiences: [AUDIENCE],
      token_type: { typ: ['at+jwt'] },
      authorization: {
        default: { all_scopes: ['payments:read'] },
        routes: [
          { id: 'list', methods: ['GET'], path: '/payments' },
          { id: 'one', methods: ['GET'], path: '/payments/:id', any_roles: ['clerk'] },
          { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
        ],
      },
    },
    shadow: null,
    issuers: [{ issuer: ISSUER, jwks: { keys: [jwk] }, denied_kids: [], not_before: null }],
    revocations: { tokens: [], subjects: [], sessions: [], clients: [] },
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
  };
}
