import { createHash } from 'node:crypto';
import { ALGORITHMS, publicJwk } from './signing.mjs';

/** The time of every case, unless it says otherwise: epoch seconds. */
export const NOW = 1_795_440_000;
export const ISSUER = 'https://auth.example.com';
export const NARROW_ISSUER = 'https://narrow.example.com';
export const UNSEEN_ISSUER = 'https://unseen.example.com';
export const AUDIENCE = 'https://api.example.com/payments';

const NOTHING_REVOKED = { tokens: [], subjects: [], sessions: [], clients: [] };

/** `{ issuer, id, before, until }`: id is base64url(SHA-256(JSON of [iss, value])). */
export function revoked(value, { before = null, issuer = ISSUER, until = NOW + 86_400 } = {}) {
  const id = createHash('sha256')
    .update(JSON.stringify([issuer, value]))
    .digest('base64url');
  return { issuer, id, before, until };
}

function payload(contract, issuers, revocations) {
  return {
    schema: 1,
    service: 'payments',
    environment: 'conformance',
    version: 1,
    issued_at: NOW - 3600,
    contract: {
      schema: 1,
      version: 1,
      hash: `sha256:${'A'.repeat(43)}`,
      audiences: [AUDIENCE],
      token_type: { typ: ['at+jwt'] },
      ...contract,
    },
    shadow: null,
    issuers,
    revocations: { ...NOTHING_REVOKED, ...revocations },
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
  };
}

const issuerEntry = (issuer, jwks, denied) => ({ issuer, jwks, denied_kids: denied, not_before: null });

function bundle(keys, { contract, revocations, issuer = {} }) {
  const all = ALGORITHMS.flatMap((alg) => [
    publicJwk(keys[`${alg}-good`], `${alg}-1`, alg),
    publicJwk(keys[`${alg}-denied`], `${alg}-denied`, alg),
  ]);
  all.push(publicJwk(keys['weak-rsa'], 'weak-1', 'RS256'));
  const denied = ALGORITHMS.map((alg) => `${alg}-denied`);
  const narrow = { keys: [publicJwk(keys['ES256-other'], 'narrow-1', 'ES256')] };
  const issuers = [
    { issuer: ISSUER, algorithms: ALGORITHMS },
    { issuer: NARROW_ISSUER, algorithms: ['ES256'] },
    { issuer: UNSEEN_ISSUER, algorithms: ALGORITHMS },
  ];
  return payload(
    { issuers, ...contract },
    [
      { ...issuerEntry(ISSUER, { keys: all }, denied), ...issuer },
      issuerEntry(NARROW_ISSUER, narrow, denied),
      issuerEntry(UNSEEN_ISSUER, null, denied),
    ],
    revocations,
  );
}

/**
 * A bundle of one issuer, whose one key is EdDSA-1 unless `jwks` says otherwise. `rule` is more of the issuer's entry in
 * the contract, `issuer` more of its entry in the bundle.
 */
export function smallBundle(keys, given) {
  const { contract, algorithms = ['EdDSA'], rule, issuer, revocations } = given;
  const jwks = given.jwks ?? [publicJwk(keys['EdDSA-good'], 'EdDSA-1', 'EdDSA')];
  return payload(
    { issuers: [{ issuer: ISSUER, algorithms, ...rule }], ...contract },
    [{ ...issuerEntry(ISSUER, { keys: jwks }, []), ...issuer }],
    revocations,
  );
}

/** The bundles with all keys and issuers, by name. */
export function makeBundles(keys) {
  const routes = [
    { id: 'list', methods: ['GET'], path: '/payments', all_scopes: ['payments:read'] },
    { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
    { id: 'audit', path: '/audit/*', any_roles: ['auditor', 'admin'] },
  ];
  const authorization = { default: { all_scopes: ['base'] }, routes, roles_claim: ['realm', 'roles'] };
  const capital = { id: 'export', methods: ['GET'], path: '/Export', all_scopes: ['payments:export'] };
  return {
    base: bundle(keys, { contract: {} }),
    routes: bundle(keys, { contract: { authorization: { ...authorization, unmatched: 'deny' } } }),
    any_case: bundle(keys, {
      contract: { authorization: { ...authorization, routes: [...routes, capital] } },
    }),
    strict: bundle(keys, {
      contract: {
        time: { max_age_seconds: 600 },
        claims: {
          forbidden: { action: 'reject' },
          allowed_clients: ['shop'],
          allowed_subjects: ['user-1', 'user-2', 'user-3'],
        },
        authorization: { tenant: { claim: ['org', 'id'], values: ['emea'] }, acr_values: ['gold'] },
      },
      revocations: {
        tokens: [revoked('revoked-token')],
        subjects: [revoked('user-2'), revoked('user-3', { before: NOW - 100 })],
        sessions: [revoked('revoked-session')],
      },
    }),
    bound: bundle(keys, { contract: { binding: { mtls: 'required' } } }),
    cut_off: bundle(keys, { contract: {}, issuer: { not_before: NOW - 60 } }),
    id_tokens: bundle(keys, { contract: { token_type: { typ: ['at+jwt', 'JWT'] } } }),
  };
}
