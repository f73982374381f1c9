import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { BundlePayload, PublicJwk } from '@accord/contract';
import type { TrustKey } from '../trust-keys.js';

export const NOW = 1_795_440_000;
export const ISSUER = 'https://auth.example.com';
export const AUDIENCE = 'https://api.example.com/payments';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A bundle key of the control plane. */
export interface BundleKey {
  readonly trust: TrustKey;
  sign(payload: unknown, header: { readonly typ: string; readonly [name: string]: unknown }): string;
}

export function makeBundleKey(kid: string): BundleKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    trust: { kty: 'OKP', crv: 'Ed25519', x, kid },
    sign(payload, header) {
      const input = `${encode({ alg: 'EdDSA', kid, ...header })}.${encode(payload)}`;
      return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
    },
  };
}

/** An issuer's ES256 key, and tokens signed with it. */
export interface TokenKey {
  readonly jwk: PublicJwk;
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
}

export function makeTokenKey(kid: string): TokenKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return {
    jwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' },
    token: (claims, header) => signToken(privateKey, kid, claims, header),
  };
}

function signToken(
  key: KeyObject,
  kid: string,
  claims: Record<string, unknown> | undefined,
  header: Record<string, unknown> | undefined,
): string {
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'user-1',
    client_id: 'shop',
    jti: randomUUID(),
    iat: NOW,
    exp: NOW + 600,
    scope: 'payments:read',
    ...claims,
  };
  const input = `${encode({ alg: 'ES256', typ: 'at+jwt', kid, ...header })}.${encode(payload)}`;
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** A contract as it goes into a bundle; its hash is not checked by clients. */
export function makeContract(changes?: Record<string, unknown>) {
  return {
    schema: 1,
    issuers: [{ issuer: ISSUER, algorithms: ['ES256'] }],
    audiences: [AUDIENCE],
    token_type: { typ: ['at+jwt'] },
    version: 7,
    hash: `sha256:${'A'.repeat(43)}`,
    ...changes,
  };
}

/** Nested members are given as a person writes them, or wrong on purpose. */
type PayloadChanges = { readonly [Name in keyof BundlePayload]?: unknown } & {
  readonly service?: string;
  readonly environment?: string;
  readonly version?: number;
};

/** A bundle payload for payments in production. */
export function makePayload(keys: readonly TokenKey[] | null, changes?: PayloadChanges) {
  return {
    schema: 1,
    service: 'payments',
    environment: 'production',
    version: 10,
    issued_at: NOW - 3600,
    contract: makeContract(),
    shadow: null,
    issuers: [
      {
        issuer: ISSUER,
        jwks: keys && { keys: keys.map(({ jwk }) => jwk) },
        denied_kids: [],
        not_before: null,
      },
    ],
    revocations: { tokens: [], subjects: [], sessions: [], clients: [] },
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
    ...changes,
  };
}
