import { NARROW_ISSUER, NOW, revoked } from './bundles.mjs';

const ODD = ['Zoë 🦉', 'a<b>&c/\u2028"\\', 'tab\tand\u0001', '\ud800'];

/** Revocations and cut-offs. */
export const revocationGroups = (kit) => [
  {
    name: 'revoked',
    bundle: {
      contract: { time: { required: ['exp'], max_lifetime_seconds: null } },
      revocations: {
        tokens: [
          revoked('gone'),
          revoked('gone-before', { before: NOW - 100 }),
          revoked('over', { until: NOW - 10 }),
          revoked('elsewhere', { issuer: NARROW_ISSUER }),
        ],
        subjects: ODD.map((value) => revoked(value)),
        sessions: [revoked('session')],
        clients: [revoked('kiosk')],
      },
    },
    cases: listed(kit),
  },
  {
    name: 'revoked_azp',
    bundle: { contract: { claims: { client_claim: 'azp' } }, revocations: { clients: [revoked('kiosk')] } },
    cases: [
      ['the client in azp', 'client_revoked', kit.claims({ azp: 'kiosk' })],
      ['the same in client_id', 'accepted', kit.claims({ azp: 'shop', client_id: 'kiosk' })],
    ],
  },
  {
    name: 'only_tokens',
    bundle: {
      contract: { revocation: ['tokens'] },
      revocations: {
        tokens: [revoked('gone')],
        sessions: [revoked('gone')],
        subjects: [revoked('gone')],
        clients: [revoked('gone')],
      },
    },
    cases: onlyTokens(kit),
  },
  {
    name: 'cut_off_alone',
    bundle: {
      contract: { revocation: [], time: { required: ['exp'], max_lifetime_seconds: null } },
      issuer: { not_before: NOW - 60 },
      revocations: { tokens: [revoked('gone')] },
    },
    cases: cutOffAlone(kit),
  },
];

const listed = ({ claims }) => [
  ['a token', 'token_revoked', claims({ jti: 'gone' })],
  ['its jti in another case', 'accepted', claims({ jti: 'GONE' })],
  ['a token before a time, issued then', 'accepted', claims({ jti: 'gone-before', iat: NOW - 100 })],
  ['a token before a time, issued earlier', 'token_revoked', claims({ jti: 'gone-before', iat: NOW - 101 })],
  ['a token before a time, without iat', 'token_revoked', claims({ jti: 'gone-before', iat: undefined })],
  ['a token whose until is over', 'token_revoked', claims({ jti: 'over' })],
  ["another issuer's token of the same jti", 'accepted', claims({ jti: 'elsewhere' })],
  ['a session', 'session_revoked', claims({ sid: 'session' })],
  ['a client', 'client_revoked', claims({ client_id: 'kiosk' })],
  ...ODD.map((sub) => [`the subject ${JSON.stringify(sub)}`, 'subject_revoked', claims({ sub })]),
];

const onlyTokens = ({ claims }) => [
  ['a token', 'token_revoked', claims({ jti: 'gone' })],
  ['a session', 'accepted', claims({ sid: 'gone' })],
  ['a subject', 'accepted', claims({ sub: 'gone' })],
  ['a client', 'accepted', claims({ client_id: 'gone' })],
  ['a session of the wrong form, which is not read', 'accepted', claims({ sid: 7 })],
];

const cutOffAlone = ({ claims }) => [
  ['issued before the cut-off', 'token_revoked', claims({ iat: NOW - 61 })],
  ['issued at the cut-off', 'accepted', claims({ iat: NOW - 60 })],
  ['without iat', 'token_revoked', claims({ iat: undefined })],
  ['a revoked token of a kind that is not listed', 'accepted', claims({ jti: 'gone' })],
];
