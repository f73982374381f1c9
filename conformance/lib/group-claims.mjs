import { AUDIENCE, ISSUER, NOW } from './bundles.mjs';
import { eddsaHeader, goodClaims } from './kit.mjs';

/** Forms of claims, times at their boundaries, issuers and audiences. */
export const claimGroups = (kit) => [
  { name: 'base', cases: [...times(kit), ...texts(kit), ...issuersAndAudiences(kit)] },
  {
    name: 'no_tolerance',
    bundle: { contract: { time: { clock_tolerance_seconds: 0 } } },
    cases: noTolerance(kit),
  },
  {
    name: 'a_minute',
    bundle: { contract: { time: { clock_tolerance_seconds: 60, max_lifetime_seconds: 60 } } },
    cases: aMinute(kit),
  },
  {
    name: 'no_limits',
    bundle: { contract: { time: { required: ['exp'], max_lifetime_seconds: null } } },
    cases: noLimits(kit),
  },
  {
    name: 'only_exp',
    bundle: { contract: { time: { required: ['exp'] } } },
    cases: [['no iat, which the lifetime needs', 'claim_missing', kit.claims({ iat: undefined })]],
  },
  {
    name: 'age',
    bundle: { contract: { time: { required: ['exp'], max_lifetime_seconds: null, max_age_seconds: 60 } } },
    cases: age(kit),
  },
  {
    name: 'nbf_required',
    bundle: { contract: { time: { required: ['exp', 'nbf'] } } },
    cases: nbfRequired(kit),
  },
];

function times({ sign, claims }) {
  const written = (name, text) => ({
    token: sign(eddsaHeader, JSON.stringify({ ...goodClaims, [name]: '?' }).replace('"?"', text)),
  });
  return [
    ['exp = 1.79544029e9', 'accepted', written('exp', '1.79544029e9')],
    ['exp = 1795440290.0', 'accepted', written('exp', '1795440290.0')],
    [
      'a fraction of iat that a double does not keep',
      'accepted',
      written('iat', '1795439990.00000000000001'),
    ],
    ['nbf = -0', 'accepted', written('nbf', '-0')],
    ['nbf below zero', 'accepted', claims({ nbf: -1 })],
    ['nbf = exp', 'accepted', claims({ nbf: NOW + 3, exp: NOW + 3 })],
    ['iat below zero', 'lifetime_too_long', claims({ iat: -1 })],
    ['exp at the end of the safe range', 'lifetime_too_long', claims({ exp: 2 ** 53 - 1 })],
    ['exp = 2^53', 'claim_malformed', claims({ exp: 2 ** 53 })],
    ['exp = 1e400', 'claim_malformed', written('exp', '1e400')],
    ['exp true', 'claim_malformed', claims({ exp: true })],
    ['exp as a list', 'claim_malformed', claims({ exp: [NOW + 290] })],
    ['exp before iat', 'claim_malformed', claims({ iat: NOW, exp: NOW - 1 })],
    ['iat with a fraction', 'claim_malformed', claims({ iat: NOW - 9.5 })],
    ['iat as text', 'claim_malformed', claims({ iat: `${NOW - 10}` })],
    ['iat null', ['claim_malformed', 'claim_missing'], claims({ iat: null })],
    ['nbf with a fraction', 'claim_malformed', claims({ nbf: NOW - 9.5 })],
    ['nbf null', 'claim_malformed', claims({ nbf: null })],
    ['nbf true', 'claim_malformed', claims({ nbf: true })],
    [
      'the lifetime counts from iat, not from nbf',
      'lifetime_too_long',
      claims({ nbf: NOW, exp: NOW + 3591 }),
    ],
  ];
}

const texts = ({ claims }) => [
  ['an empty client_id', 'claim_malformed', claims({ client_id: '' })],
  ['an empty jti', 'claim_malformed', claims({ jti: '' })],
  ['sub null', ['claim_malformed', 'claim_missing'], claims({ sub: null })],
  ['sub as a list', 'claim_malformed', claims({ sub: ['user-1'] })],
  ['sub of a space', 'accepted', claims({ sub: ' ' })],
  ['sid null', 'claim_malformed', claims({ sid: null })],
  ['an empty sid', 'claim_malformed', claims({ sid: '' })],
  ['scopes of the wrong form where nothing asks for scopes', 'accepted', claims({ scope: 7, roles: 7 })],
  ['acr of the wrong form where nothing asks for acr', 'accepted', claims({ acr: 7 })],
  ['cnf of the wrong form where nothing is bound', 'accepted', claims({ cnf: 'x' })],
  ['a claim that is null and that nothing asks for', 'accepted', claims({ name: null })],
];

const issuersAndAudiences = ({ claims }) => [
  ['an empty iss', 'wrong_iss', claims({ iss: '' })],
  ['iss with a space after', 'wrong_iss', claims({ iss: `${ISSUER} ` })],
  ['iss with its port', 'wrong_iss', claims({ iss: `${ISSUER}:443` })],
  ['aud null', ['claim_malformed', 'claim_missing', 'wrong_aud'], claims({ aud: null })],
  ['aud as an object', ['claim_malformed', 'wrong_aud'], claims({ aud: { [AUDIENCE]: 1 } })],
  ['aud as a list in a list', ['claim_malformed', 'wrong_aud'], claims({ aud: [[AUDIENCE]] })],
  ['an empty aud', 'wrong_aud', claims({ aud: '' })],
  ['an empty audience beside the API', 'accepted', claims({ aud: [AUDIENCE, ''] })],
  ['the API twice as audience', 'accepted', claims({ aud: [AUDIENCE, AUDIENCE] })],
  ['aud with a slash more', 'wrong_aud', claims({ aud: `${AUDIENCE}/` })],
  ['aud in capitals', 'wrong_aud', claims({ aud: AUDIENCE.toUpperCase() })],
  ['aud a letter shorter', 'wrong_aud', claims({ aud: AUDIENCE.slice(0, -1) })],
  ['aud a letter longer', 'wrong_aud', claims({ aud: `${AUDIENCE}x` })],
  ['aud as words, one of them the API', 'wrong_aud', claims({ aud: `x ${AUDIENCE}` })],
];

const noTolerance = ({ claims }) => [
  ['a second before exp', 'accepted', claims({ exp: NOW + 1 })],
  ['at exp', 'token_expired', claims({ exp: NOW })],
  ['at nbf', 'accepted', claims({ nbf: NOW })],
  ['a second before nbf', 'token_not_yet_valid', claims({ nbf: NOW + 1 })],
  ['at iat', 'accepted', claims({ iat: NOW })],
  ['a second before iat', 'issued_in_future', claims({ iat: NOW + 1 })],
];

const aMinute = ({ claims }) => [
  ['59 seconds after exp', 'accepted', claims({ iat: NOW - 119, exp: NOW - 59 })],
  ['60 seconds after exp', 'token_expired', claims({ iat: NOW - 120, exp: NOW - 60 })],
  ['60 seconds before nbf', 'accepted', claims({ iat: NOW, exp: NOW + 60, nbf: NOW + 60 })],
  ['a lifetime of 61 seconds', 'lifetime_too_long', claims({ iat: NOW, exp: NOW + 61 })],
];

const noLimits = ({ claims }) => [
  ['a lifetime of ten years', 'accepted', claims({ exp: NOW + 315_360_000 })],
  ['no iat', 'accepted', claims({ iat: undefined })],
  ['no exp', 'claim_missing', claims({ exp: undefined })],
  ['exp below zero', 'token_expired', claims({ iat: undefined, exp: -1 })],
];

const age = ({ claims }) => [
  ['65 seconds old', 'accepted', claims({ iat: NOW - 65 })],
  ['66 seconds old', 'token_too_old', claims({ iat: NOW - 66 })],
  ['no iat, which the age needs', 'claim_missing', claims({ iat: undefined })],
];

const nbfRequired = ({ claims }) => [
  ['nbf', 'accepted', claims({ nbf: NOW })],
  ['no nbf', 'claim_missing', claims({})],
];
