import type { BundlePayload, PublicJwk } from '@accord/contract';
import { makeTestBundleKey } from '../../testing/bundle-key.js';
import { makeTestIssuer } from '../../testing/issuer.js';
import type { TrustKey } from '../trust-keys.js';

export const NOW = 1_795_440_000;
export const ISSUER = 'https://auth.example.com';
export const AUDIENCE = 'https://api.example.com/payments';

/** A bundle key of the control plane. */
export interface BundleKey {
  readonly trust: TrustKey;
  sign(payload: unknown, header: { readonly typ: string; readonly [name: string]: unknown }): string;
}

export function makeBundleKey(kid: string): BundleKey {
  const key = makeTestBundleKey(kid);
  return { trust: key.trustKey, sign: (payload, header) => key.sign(payload, header) };
}

/** An issuer's ES256 key, and tokens signed with it. */
export interface TokenKey {
  readonly jwk: PublicJwk;
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
}

export function makeTokenKey(kid: string): TokenKey {
  const claims = {
    aud: AUDIENCE,
    sub: 'user-1',
    client_id: 'shop',
    exp: NOW + 600,
    scope: 'payments:read',
  };
  const issuer = makeTestIssuer({ issuer: ISSUER, kid, claims, clock: () => NOW });
  return { jwk: issuer.jwk, token: (changes = {}, header = {}) => issuer.token(changes, header) };
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
