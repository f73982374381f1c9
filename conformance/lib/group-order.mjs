import { AUDIENCE, ISSUER, NARROW_ISSUER, NOW, revoked, UNSEEN_ISSUER } from './bundles.mjs';
import { eddsaHeader, goodClaims, part, without, withText } from './kit.mjs';

/** Of two failing checks the first is the reason: two neighbours of the list are wrong in each case. */
export const orderGroups = (kit) => [
  { name: 'base', cases: unverifiedOrder(kit) },
  { name: 'everything', bundle: EVERYTHING, cases: verifiedOrder(kit) },
];

function unverifiedOrder({ sign, token, header, claims, to, authorization }) {
  const given = (head, payload = goodClaims) => ({ token: sign(head, payload) });
  const lacking = (name, more) => given({ ...without(eddsaHeader, name), ...more });
  const at = (path, fields) => ({ authorization: fields, request: { method: 'GET', path } });
  const twice = withText(goodClaims, '"sub":"admin"');
  const damaged = (text, index) => ({ token: part(text, index, (old) => `${old.slice(0, -8)}AAAAAAAA`) });
  const narrow = { iss: NARROW_ISSUER };
  return [
    ['two fields, one of another scheme', 'token_multiple', authorization('Basic YTpi', `Bearer ${token()}`)],
    [
      'two in one, the first of another scheme',
      'token_multiple',
      authorization(`Basic x, Bearer ${token()}`),
    ],
    ['another scheme, and a path with //', 'scheme_unsupported', at('//x', ['Basic YTpi'])],
    ['no credential, and a path with //', 'token_missing', at('//x', [])],
    [
      'an empty token, and a path with //',
      'token_missing',
      { token: '', request: { method: 'GET', path: '//x' } },
    ],
    ['a path with //, and no JWT', 'path_ambiguous', { token: 'x', request: { method: 'GET', path: '//x' } }],
    ['a path with //, and an expired token', 'path_ambiguous', to('GET', '//x', { exp: 1 })],
    ['too long, and five parts', 'token_too_large', { token: `a.b.c.d.${'a'.repeat(8192)}` }],
    ['too long, and one part', 'token_too_large', { token: 'a'.repeat(8193) }],
    ['five parts, and padding', 'token_encrypted', { token: 'a.b.c.d.e=' }],
    ['two parts, and padding', 'token_malformed', { token: 'a.b=' }],
    [
      'padding after the signature, and a header that is no JSON',
      'bad_base64url',
      { token: `${sign('{', goodClaims)}==` },
    ],
    [
      'padding after the payload, and alg none',
      'bad_base64url',
      { token: part(token({}, { alg: 'none' }), 1, (text) => `${text}=`) },
    ],
    ['a header with a member twice, and no JSON', 'header_invalid', given('{"alg":"EdDSA","alg":"EdDSA",')],
    [
      'a header with alg twice, and a typ that is a number',
      'header_duplicate_member',
      given('{"alg":"EdDSA","alg":"EdDSA","typ":7,"kid":"EdDSA-1"}'),
    ],
    [
      'a member twice, and no alg',
      'header_duplicate_member',
      given('{"typ":"at+jwt","kid":"EdDSA-1","kid":"EdDSA-1"}'),
    ],
    ['typ as a number, and no alg', 'header_invalid', lacking('alg', { typ: 7 })],
    ['no alg, and crit', 'alg_missing', lacking('alg', { crit: ['exp'] })],
    ['no alg, and a payload that is no JSON', 'alg_missing', given(without(eddsaHeader, 'alg'), '{')],
    ['alg none, and crit', 'alg_none', header({ alg: 'none', crit: ['exp'] })],
    ['alg HS256, and crit', 'alg_not_allowed', header({ alg: 'HS256', crit: ['exp'] })],
    ['crit, and a key in the header', 'crit_unsupported', header({ crit: ['exp'], jwk: {} })],
    ['crit, and no kid', 'crit_unsupported', lacking('kid', { crit: ['exp'] })],
    ['a key in the header, and no kid', 'header_key_forbidden', lacking('kid', { jwk: {} })],
    ['a key in the header, and kid as a number', 'header_key_forbidden', header({ jwk: {}, kid: 7 })],
    ['no kid, and a payload that is no JSON', 'kid_missing', given(without(eddsaHeader, 'kid'), '{')],
    ['kid as a number, and a payload that is no JSON', 'kid_invalid', given({ ...eddsaHeader, kid: 7 }, '{')],
    [
      'nine open brackets that never close',
      'payload_too_deep',
      given(eddsaHeader, `${twice.slice(0, -1)},"x":[[[[[[[[[`),
    ],
    [
      'too deep, and a claim twice',
      'payload_too_deep',
      given(eddsaHeader, `${twice.slice(0, -1)},"x":[[[[[[[[]]]]]]]]}`),
    ],
    [
      'a claim twice further in, and no JSON',
      'payload_invalid',
      given(eddsaHeader, withText(goodClaims, '"x":{"a":1,"a":2},')),
    ],
    [
      'a member twice further in the header, and no JSON',
      'header_invalid',
      given('{"x":{"a":1,"a":2},"alg":'),
    ],
    [
      'alg twice, the first as a number',
      'header_duplicate_member',
      given('{"alg":7,"alg":"EdDSA","typ":"at+jwt","kid":"EdDSA-1"}'),
    ],
    ['exp as text, and no sub', ['claim_malformed', 'claim_missing'], claims({ exp: 'x', sub: undefined })],
    ['no sub, and another audience', ['claim_missing', 'wrong_aud'], claims({ aud: 'x', sub: undefined })],
    ['a claim twice, and no JSON', 'payload_invalid', given(eddsaHeader, `${twice.slice(0, -1)},`)],
    [
      'a claim twice, and no iss',
      'payload_duplicate_claim',
      given(eddsaHeader, withText(without(goodClaims, 'iss'), '"sub":"admin"')),
    ],
    [
      'a claim twice, and an algorithm of other issuers',
      'payload_duplicate_claim',
      given(eddsaHeader, withText({ ...goodClaims, ...narrow }, '"sub":"admin"')),
    ],
    [
      'no iss, and a damaged signature',
      'iss_missing',
      damaged(sign(eddsaHeader, without(goodClaims, 'iss')), 2),
    ],
    ['an unknown iss, and an unknown kid', 'wrong_iss', header({ kid: 'nobody' }, { iss: `${ISSUER}.evil` })],
    [
      'an algorithm of other issuers, and an unknown kid',
      'alg_not_allowed',
      header({ kid: 'nobody' }, narrow),
    ],
    [
      'an algorithm of other issuers, and a denied kid',
      'alg_not_allowed',
      header({ kid: 'EdDSA-denied' }, narrow),
    ],
    [
      'a denied kid of an issuer without keys',
      'key_revoked',
      header({ kid: 'EdDSA-denied' }, { iss: UNSEEN_ISSUER }),
    ],
    ["a denied kid, and another algorithm's", 'key_revoked', header({ kid: 'ES256-denied' })],
    ['a denied kid, and a damaged signature', 'key_revoked', damaged(token({}, { kid: 'EdDSA-denied' }), 2)],
    ['an unknown kid, and a damaged signature', 'key_not_found', damaged(token({}, { kid: 'nobody' }), 2)],
    ["another algorithm's key that is weak", 'key_alg_mismatch', header({ kid: 'weak-1' })],
    [
      'a damaged signature, and a typ that is not in the contract',
      'bad_signature',
      damaged(token({}, { typ: 'JWT' }), 2),
    ],
    [
      'typ JWT, and expired',
      ['wrong_typ', 'token_expired'],
      header({ typ: 'JWT' }, { iat: NOW - 100, exp: NOW - 50 }),
    ],
    [
      'expired, and a nonce in an at+jwt',
      'token_expired',
      claims({ iat: NOW - 100, exp: NOW - 50, nonce: 'n' }),
    ],
  ];
}

const PROVEN = 'A'.repeat(43);

/** Every rule of the contract language that a token can break, so that two can be broken at a time. */
const EVERYTHING = {
  contract: {
    token_type: { typ: ['at+jwt', 'JWT'], claims: { token_use: ['access'] } },
    time: { max_age_seconds: 600 },
    claims: {
      forbidden: { action: 'reject' },
      allowed_clients: ['shop', 'kiosk'],
      allowed_subjects: ['user-1', 'user-2'],
    },
    authorization: {
      default: { all_scopes: ['base'], any_roles: ['clerk'] },
      routes: [{ id: 'pay', methods: ['GET'], path: '/pay' }],
      unmatched: 'deny',
      tenant: { claim: ['tenant'], values: ['emea'] },
      acr_values: ['gold'],
    },
    binding: { dpop: 'optional', mtls: 'required' },
  },
  revocations: {
    tokens: [revoked('gone')],
    sessions: [revoked('gone')],
    subjects: [revoked('user-2')],
    clients: [revoked('kiosk')],
  },
};

const bound = (x5t, more) => ({ cnf: { 'x5t#S256': x5t, ...more } });

/** What breaks each rule, in the order of the list. */
const BREACHES = {
  id_token_not_allowed: { claims: { nonce: 'n' } },
  wrong_typ: { typ: 'x' },
  wrong_token_use: { claims: { token_use: 'id' } },
  claim_malformed: { claims: { nbf: 'x' } },
  claim_missing: { claims: { jti: undefined } },
  wrong_aud: { claims: { aud: `${AUDIENCE}/x` } },
  wrong_sub: { claims: { sub: 'stranger' } },
  wrong_client: { claims: { client_id: 'stranger' } },
  token_not_yet_valid: { claims: { nbf: NOW + 6 } },
  token_expired: { claims: { iat: NOW - 100, exp: NOW - 5 } },
  issued_in_future: { claims: { iat: NOW + 6 } },
  token_too_old: { claims: { iat: NOW - 606 } },
  lifetime_too_long: { claims: { exp: NOW + 3607 } },
  forbidden_claim: { claims: { email: 'a@example.com' } },
  binding_missing: { claims: { cnf: undefined } },
  binding_mismatch: { claims: bound('B'.repeat(43)) },
  token_revoked: { claims: { jti: 'gone' } },
  session_revoked: { claims: { sid: 'gone' } },
  subject_revoked: { claims: { sub: 'user-2' } },
  client_revoked: { claims: { client_id: 'kiosk' } },
  route_unknown: { method: 'POST' },
  insufficient_scope: { claims: { scope: 'other' } },
  missing_role: { claims: { roles: ['other'] } },
  tenant_mismatch: { claims: { tenant: 'apac' } },
  acr_insufficient: { claims: { acr: 'bronze' } },
};
/** `exp ≤ iat` would be malformed; binding needs a token that is bound in two ways. */
const NOT_TOGETHER = [
  'token_expired, issued_in_future',
  'issued_in_future, token_too_old',
  'binding_missing, binding_mismatch',
];

function verifiedOrder({ token }) {
  const fine = {
    token_use: 'access',
    ...bound(PROVEN),
    scope: 'base',
    roles: ['clerk'],
    tenant: 'emea',
    acr: 'gold',
  };
  const made = (claims, { typ = 'at+jwt', method = 'GET' } = {}) => ({
    token: token({ ...fine, ...claims }, { typ }),
    request: { method, path: '/pay' },
    certificate_thumbprint: PROVEN,
  });
  const broken = (...reasons) => {
    const breaches = reasons.map((reason) => BREACHES[reason]);
    const typ = reasons.includes('id_token_not_allowed') ? { typ: 'JWT' } : {};
    return [
      reasons.length > 1 ? reasons.join(', ') : `only ${reasons[0]}`,
      reasons,
      made(Object.assign({}, ...breaches.map(({ claims }) => claims)), Object.assign(typ, ...breaches)),
    ];
  };
  const names = Object.keys(BREACHES);
  const pairs = names.slice(1).map((second, index) => [names[index], second]);
  const twice = bound('B'.repeat(43), { jkt: PROVEN });
  return [
    ['nothing is wrong', 'accepted', made({})],
    ...names.map((name) => broken(name)),
    ...pairs.filter((pair) => !NOT_TOGETHER.includes(pair.join(', '))).map((pair) => broken(...pair)),
    broken('token_not_yet_valid', 'issued_in_future'),
    broken('token_expired', 'token_too_old'),
    broken('issued_in_future', 'lifetime_too_long'),
    ['binding_missing, binding_mismatch', ['binding_missing', 'binding_mismatch'], made(twice)],
    broken('claim_missing', 'wrong_sub', 'token_expired', 'missing_role'),
    broken('wrong_token_use', 'token_revoked', 'route_unknown', 'acr_insufficient'),
  ];
}
