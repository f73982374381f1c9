import { createHash } from 'node:crypto';
import { ALGORITHMS, publicJwk } from './signing.mjs';

/** The time of every case, unless it says otherwise: epoch seconds. */
export const NOW = 1_795_440_000;
export const ISSUER = 'https://auth.example.com';
export const NARROW_ISSUER = 'https://narrow.example.com';
export const UNSEEN_ISSUER = 'https://unseen.example.com';
export const AUDIENCE = 'https://api.example.com/payments';

const EMPTY = { tokens: [], subjects: [], sessions: [], clients: [] };

/** `{ issuer, id, before, until }`: id is base64url(SHA-256(JSON of [iss, value])). */
function revoked(value, before = null) {
  const id = createHash('sha256')
    .update(JSON.stringify([ISSUER, value]))
    .digest('base64url');
  return { issuer: ISSUER, id, before, until: NOW + 86_400 };
}

function bundle(keys, { contract, revocations = EMPTY, issuer = {} }) {
  const all = ALGORITHMS.flatMap((alg) => [
    publicJwk(keys[`${alg}-good`], `${alg}-1`, alg),
    publicJwk(keys[`${alg}-denied`], `${alg}-denied`, alg),
  ]);
  all.push(publicJwk(keys['weak-rsa'], 'weak-1', 'RS256'));
  const denied = ALGORITHMS.map((alg) => `${alg}-denied`);
  const entry = (name, jwks) => ({ issuer: name, jwks, denied_kids: denied, not_before: null });
  const narrow = { keys: [publicJwk(keys['ES256-other'], 'narrow-1', 'ES256')] };
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
      issuers: [
        { issuer: ISSUER, algorithms: ALGORITHMS },
        { issuer: NARROW_ISSUER, algorithms: ['ES256'] },
        { issuer: UNSEEN_ISSUER, algorithms: ALGORITHMS },
      ],
      audiences: [AUDIENCE],
      token_type: { typ: ['at+jwt'] },
      ...contract,
    },
    shadow: null,
    issuers: [
      { ...entry(ISSUER, { keys: all }), ...issuer },
      entry(NARROW_ISSUER, narrow),
      entry(UNSEEN_ISSUER, null),
    ],
    revocations,
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
  };
}

/** The bundles of the corpus, by name. */
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
        subjects: [revoked('user-2'), revoked('user-3', NOW - 100)],
        sessions: [revoked('revoked-session')],
        clients: [],
      },
    }),
    bound: bundle(keys, { contract: { binding: { mtls: 'required' } } }),
    cut_off: bundle(keys, { contract: {}, issuer: { not_before: NOW - 60 } }),
    id_tokens: bundle(keys, { contract: { token_type: { typ: ['at+jwt', 'JWT'] } } }),
  };
}
