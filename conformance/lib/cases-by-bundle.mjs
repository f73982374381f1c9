import { NOW } from './bundles.mjs';
import { makeCase } from './case.mjs';
import { goodClaims } from './kit.mjs';

const ALG = 'EdDSA';

/** The cases of the bundles that are about more than the token: [id, expected, what the request brings]. */
export function bundleCases(signer, keys) {
  const key = { jwk: keys[`${ALG}-good`], alg: ALG };
  const token = (changes = {}, header = {}) =>
    signer.token(key, { alg: ALG, typ: 'at+jwt', kid: `${ALG}-1`, ...header }, { ...goodClaims, ...changes });
  const groups = {
    base: requests(token),
    routes: routes(token),
    any_case: anyCase(token),
    strict: strict(token),
    bound: bound(token),
    cut_off: [
      ['issued before the cut-off', 'token_revoked', { token: token({ iat: NOW - 61 }) }],
      ['issued at the cut-off', 'accepted', { token: token({ iat: NOW - 60 }) }],
    ],
    id_tokens: idTokens(token),
  };
  return Object.entries(groups).flatMap(([bundle, cases]) =>
    cases.map(([id, expected, given]) => makeCase(bundle, `${bundle}: ${id}`, expected, given)),
  );
}

const requests = (token) => [
  ['a weak key', 'key_too_weak', { token: token({}, { alg: 'RS256', kid: 'weak-1' }) }],
  ['no credential', 'token_missing', { authorization: [] }],
  ['an empty credential', 'token_missing', { authorization: [''] }],
  ['a scheme alone', 'token_missing', { authorization: ['Bearer'] }],
  ['two credentials', 'token_multiple', { authorization: [`Bearer ${token()}`, `Bearer ${token()}`] }],
  ['two in one', 'token_multiple', { authorization: [`Bearer ${token()}, Bearer ${token()}`] }],
  ['another scheme', 'scheme_unsupported', { authorization: ['Basic YTpi'] }],
  ['no scheme', 'scheme_unsupported', { authorization: [token()] }],
  ['a scheme in another case', 'accepted', { authorization: [`bEARER ${token()}`] }],
  ...['//payments', '/a/../b', '/a%2fb', '/a%252fb', '/a\\b', '/a%zz', 'payments'].map((path) => [
    `the path ${path}`,
    'path_ambiguous',
    { token: token(), request: { method: 'GET', path } },
  ]),
];

const routes = (token) => {
  const to = (method, path, claims) => ({ token: token(claims), request: { method, path } });
  const read = { scope: 'base payments:read' };
  return [
    ['the scopes of default and route', 'accepted', to('GET', '/payments', read)],
    ['a trailing slash and a query', 'accepted', to('GET', '/payments/?page=2', read)],
    ['HEAD as GET', 'insufficient_scope', to('HEAD', '/payments', { scope: 'base' })],
    ['a path that is encoded', 'insufficient_scope', to('GET', '/%70ayments', { scope: 'base' })],
    ['a path in another case', 'route_unknown', to('GET', '/Payments', read)],
    [
      'a path in another case, where the router ignores case',
      'route_unknown',
      { token: token(read), request: { method: 'GET', path: '/Payments', case_insensitive_paths: true } },
    ],
    ['another method', 'route_unknown', to('DELETE', '/payments', read)],
    ['no request at all', 'route_unknown', { token: token(read) }],
    ['no scope', 'insufficient_scope', to('GET', '/payments', {})],
    ["only the route's scope", 'insufficient_scope', to('GET', '/payments', { scope: 'payments:read' })],
    ['scopes as a list', 'accepted', to('POST', '/payments/7/refund', { scope: ['base', 'payments:write'] })],
    [
      'a part of a scope',
      'insufficient_scope',
      to('POST', '/payments/7/refund', { scope: 'base payments:writer' }),
    ],
    [
      'scopes of the wrong form',
      ['claim_malformed', 'insufficient_scope'],
      to('GET', '/payments', { scope: { base: true } }),
    ],
    ['a role', 'accepted', to('GET', '/audit/2026/11', { scope: 'base', realm: { roles: ['auditor'] } })],
    ['no role', 'missing_role', to('GET', '/audit', { scope: 'base', realm: { roles: ['clerk'] } })],
    ['roles in another place', 'missing_role', to('GET', '/audit', { scope: 'base', roles: ['auditor'] })],
  ];
};

/** Behind a router that ignores case, but where `asSent`: a route's rules must not depend on how its path is spelt. */
const anyCase = (token) => {
  const asSent = (path, claims) => ({ token: token(claims), request: { method: 'GET', path } });
  const get = (path, claims) => ({
    token: token(claims),
    request: { method: 'GET', path, case_insensitive_paths: true },
  });
  const base = { scope: 'base' };
  return [
    ['another case, with the scope', 'accepted', get('/PAYMENTS', { scope: 'base payments:read' })],
    ['another case, without the scope', 'insufficient_scope', get('/PAYMENTS', base)],
    ['the same where the router tells cases apart', 'accepted', asSent('/PAYMENTS', base)],
    ['another case, without the role', 'missing_role', get('/AUDIT/2026', base)],
    ['another case, partly encoded', 'insufficient_scope', get('/%50ay%6dent%53', base)],
    ['a route with a capital', 'insufficient_scope', get('/export', base)],
  ];
};

const strict = (token) => {
  const fine = { org: { id: 'emea' }, acr: 'gold' };
  const one = (changes) => ({ token: token({ ...fine, ...changes }) });
  return [
    ['everything in order', 'accepted', one({})],
    ['a forbidden claim', 'forbidden_claim', one({ email: 'a@example.com' })],
    ['another client', 'wrong_client', one({ client_id: 'stranger' })],
    ['another subject', 'wrong_sub', one({ sub: 'user-9' })],
    ['the oldest age', 'accepted', one({ iat: NOW - 605, exp: NOW + 60 })],
    ['a second older', 'token_too_old', one({ iat: NOW - 606, exp: NOW + 60 })],
    ['a revoked token', 'token_revoked', one({ jti: 'revoked-token' })],
    ['a revoked subject', 'subject_revoked', one({ sub: 'user-2' })],
    ['a subject revoked until then', 'accepted', one({ sub: 'user-3', iat: NOW - 100 })],
    ['a subject revoked before', 'subject_revoked', one({ sub: 'user-3', iat: NOW - 101 })],
    ['a revoked session', 'session_revoked', one({ sid: 'revoked-session' })],
    ['a session of the wrong form', 'claim_malformed', one({ sid: 7 })],
    ['another tenant', 'tenant_mismatch', one({ org: { id: 'apac' } })],
    ['no tenant', 'tenant_mismatch', one({ org: undefined })],
    ['a tenant of the wrong form', ['claim_malformed', 'tenant_mismatch'], one({ org: 'emea' })],
    ['a weaker authentication', 'acr_insufficient', one({ acr: 'bronze' })],
    ['no authentication class', 'acr_insufficient', one({ acr: undefined })],
  ];
};

const bound = (token) => {
  const cnf = { 'x5t#S256': 'A'.repeat(43) };
  const request = { method: 'GET', path: '/' };
  const from = (certificate, claims) => ({
    token: token(claims),
    request,
    certificate_thumbprint: certificate,
  });
  return [
    ['its own certificate', 'accepted', from('A'.repeat(43), { cnf })],
    ['another certificate', 'binding_mismatch', from('B'.repeat(43), { cnf })],
    ['a token that is not bound', 'binding_missing', from('A'.repeat(43), {})],
    ['no certificate', 'binding_missing', { token: token({ cnf }), request }],
    ['cnf of the wrong form', ['claim_malformed', 'binding_missing'], from('A'.repeat(43), { cnf: 'x' })],
  ];
};

const idTokens = (token) => {
  const jwt = (claims) => ({ token: token(claims, { typ: 'JWT' }) });
  return [
    ['an access token of typ JWT', 'accepted', jwt({})],
    ['a nonce', 'id_token_not_allowed', jwt({ nonce: 'n' })],
    ['an at_hash', 'id_token_not_allowed', jwt({ at_hash: 'h' })],
    ['its client as only audience', ['id_token_not_allowed', 'wrong_aud'], jwt({ aud: 'shop' })],
    ['a nonce in an at+jwt', 'accepted', { token: token({ nonce: 'n' }) }],
  ];
};
