import { AUDIENCE } from './bundles.mjs';

const ANY = ['at+jwt', 'JWT'];

/** Is it an access token at all? */
export const typeGroups = (kit) => [
  { name: 'base', cases: types(kit) },
  { name: 'id_tokens', cases: idTokens(kit) },
  {
    name: 'full_typ',
    bundle: { contract: { token_type: { typ: ['application/AT+JWT'] } } },
    cases: [['at+jwt where the contract has the full media type', 'accepted', kit.header({})]],
  },
  { name: 'any_typ', bundle: { contract: { token_type: { typ: null } } }, cases: anyTyp(kit) },
  {
    name: 'id_tokens_pass',
    bundle: { contract: { token_type: { typ: ANY, reject_id_tokens: false } } },
    cases: [['a nonce', 'accepted', kit.header({ typ: 'JWT' }, { nonce: 'n' })]],
  },
  {
    name: 'api_is_client',
    bundle: { contract: { audiences: ['shop', AUDIENCE], token_type: { typ: ANY } } },
    cases: apiIsClient(kit),
  },
  {
    name: 'own_audience_claim',
    bundle: { contract: { token_type: { typ: ANY }, claims: { audience_claim: 'resource' } } },
    cases: ownAudienceClaim(kit),
  },
  {
    name: 'type_claim',
    bundle: { contract: { token_type: { typ: ['at+jwt'], claims: { token_use: ['access', 'api'] } } } },
    cases: typeClaims(kit),
  },
];

const types = ({ header }) => [
  ['typ APPLICATION/AT+JWT', 'accepted', header({ typ: 'APPLICATION/AT+JWT' })],
  ...['text/at+jwt', 'application/application/at+jwt', 'at+jwt; x=1', ' at+jwt', 'at+jwt ', ''].map((typ) => [
    `typ "${typ}"`,
    'wrong_typ',
    header({ typ }),
  ]),
  [
    'a nonce where typ is application/at+jwt',
    'accepted',
    header({ typ: 'application/AT+JWT' }, { nonce: 'n' }),
  ],
  ['no typ, and a nonce', ['id_token_not_allowed', 'wrong_typ'], header({ typ: undefined }, { nonce: 'n' })],
];

const idTokens = ({ header }) => {
  const jwt = (claims) => header({ typ: 'JWT' }, claims);
  return [
    ['a c_hash', 'id_token_not_allowed', jwt({ c_hash: 'h' })],
    ['a nonce that is null', 'id_token_not_allowed', jwt({ nonce: null })],
    ['its client as only audience, in a list', ['id_token_not_allowed', 'wrong_aud'], jwt({ aud: ['shop'] })],
    ['azp as only audience', 'id_token_not_allowed', jwt({ azp: AUDIENCE })],
    ['its client twice as audience', 'wrong_aud', jwt({ aud: ['shop', 'shop'] })],
    ['its client beside the API as audience', 'accepted', jwt({ aud: ['shop', AUDIENCE] })],
  ];
};

const anyTyp = ({ header }) => [
  ['no typ', 'accepted', header({ typ: undefined })],
  ['another typ', 'accepted', header({ typ: 'x' })],
  ['no typ, and a nonce', 'id_token_not_allowed', header({ typ: undefined }, { nonce: 'n' })],
];

const apiIsClient = ({ header, claims }) => [
  ['an at+jwt whose only audience is its client', 'accepted', claims({ aud: 'shop' })],
  [
    'another typ, and its client as only audience',
    'id_token_not_allowed',
    header({ typ: 'JWT' }, { aud: 'shop' }),
  ],
];

const ownAudienceClaim = ({ header }) => {
  const jwt = (claims) => header({ typ: 'JWT' }, claims);
  return [
    ['the claim has the API', 'accepted', jwt({ resource: AUDIENCE, aud: undefined })],
    ['the claim is absent', ['claim_missing', 'wrong_aud'], jwt({})],
    ['the claim has its client', 'wrong_aud', jwt({ resource: 'shop' })],
    ['aud is its client', 'id_token_not_allowed', jwt({ resource: AUDIENCE, aud: 'shop' })],
    ['aud is of the wrong form', 'claim_malformed', jwt({ resource: AUDIENCE, aud: 7 })],
  ];
};

const typeClaims = ({ claims }) => [
  ['a value of the list', 'accepted', claims({ token_use: 'api' })],
  ['another value', 'wrong_token_use', claims({ token_use: 'id' })],
  ['absent', 'wrong_token_use', claims({})],
  ['null', 'wrong_token_use', claims({ token_use: null })],
  ['a list with a value of the list', 'wrong_token_use', claims({ token_use: ['access'] })],
  ['a number', 'wrong_token_use', claims({ token_use: 7 })],
  ['in capitals', 'wrong_token_use', claims({ token_use: 'ACCESS' })],
];
