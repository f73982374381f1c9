import { AUDIENCE, NOW } from './bundles.mjs';

const claimsRule = (claims) => ({ contract: { claims } });

/** What a contract, or an issuer's override, says otherwise than the default. */
export const contractGroups = (kit) => [
  {
    name: 'tenant_required',
    bundle: claimsRule({ required: ['sub', 'client_id', 'jti', 'tenant'] }),
    cases: tenantRequired(kit),
  },
  { name: 'nothing_required', bundle: claimsRule({ required: [] }), cases: nothingRequired(kit) },
  {
    name: 'subjects',
    bundle: claimsRule({ required: [], allowed_subjects: ['user-1'] }),
    cases: subjects(kit),
  },
  { name: 'clients', bundle: claimsRule({ required: [], allowed_clients: ['shop'] }), cases: clients(kit) },
  { name: 'personal', bundle: claimsRule({ forbidden: { action: 'reject' } }), cases: personal(kit) },
  {
    name: 'own_forbidden',
    bundle: claimsRule({ forbidden: { names: ['ssn'], action: 'reject' } }),
    cases: ownForbidden(kit),
  },
  { name: 'azp', bundle: claimsRule({ client_claim: 'azp', allowed_clients: ['shop'] }), cases: azp(kit) },
  ...overrides(kit),
];

const tenantRequired = ({ claims }) => [
  ['the claim is there', 'accepted', claims({ tenant: 0 })],
  ['the claim is absent', 'claim_missing', claims({})],
  ['the claim is null', 'claim_missing', claims({ tenant: null })],
  ['the claim is false', 'accepted', claims({ tenant: false })],
];

const nothingRequired = ({ claims }) => [
  ['no sub, client or jti', 'accepted', claims({ sub: undefined, client_id: undefined, jti: undefined })],
  ['no aud', ['claim_missing', 'wrong_aud'], claims({ aud: undefined })],
];

const subjects = ({ claims }) => [
  ['the subject', 'accepted', claims({})],
  ['no subject', ['claim_missing', 'wrong_sub'], claims({ sub: undefined })],
  ['the subject in capitals', 'wrong_sub', claims({ sub: 'USER-1' })],
  ['a subject of the wrong form', ['claim_malformed', 'wrong_sub'], claims({ sub: 7 })],
];

const clients = ({ claims }) => [
  ['the client', 'accepted', claims({})],
  ['no client', ['claim_missing', 'wrong_client'], claims({ client_id: undefined })],
  ['the client in capitals', 'wrong_client', claims({ client_id: 'SHOP' })],
];

const personal = ({ claims }) => [
  ...['email', 'phone_number', 'address', 'birthdate'].map((name) => [
    name,
    'forbidden_claim',
    claims({ [name]: 'x' }),
  ]),
  ['email null', 'forbidden_claim', claims({ email: null })],
  ['EMAIL', 'accepted', claims({ EMAIL: 'x' })],
  ['email further in', 'accepted', claims({ person: { email: 'x' } })],
];

const ownForbidden = ({ claims }) => [
  ['a claim of the list', 'forbidden_claim', claims({ ssn: '1' })],
  ['email, which is not in the list', 'accepted', claims({ email: 'x' })],
];

const azp = ({ claims }) => [
  ['azp, and the client_id that is required', 'accepted', claims({ azp: 'shop', client_id: 'x' })],
  [
    'only azp, where client_id is required too',
    'claim_missing',
    claims({ azp: 'shop', client_id: undefined }),
  ],
  ['only client_id', ['claim_missing', 'wrong_client'], claims({})],
  ['another azp', 'wrong_client', claims({ azp: 'stranger' })],
  ['azp of the wrong form', ['claim_malformed', 'wrong_client'], claims({ azp: 7 })],
  ['client_id of the wrong form, which is not read', 'accepted', claims({ azp: 'shop', client_id: 7 })],
];

const override = (name, overrides, contract, cases) => ({
  name: `override_${name}`,
  bundle: { contract, rule: { overrides } },
  cases,
});

function overrides({ claims, header }) {
  const asks = (requirement) => ({ authorization: { default: requirement } });
  const audience = 'https://other.example.com';
  return [
    override('audiences', { audiences: [audience] }, {}, [
      ["the issuer's", 'accepted', claims({ aud: audience })],
      ["the contract's", 'wrong_aud', claims({})],
    ]),
    override(
      'type',
      { token_type: { typ: ['JWT'] } },
      { token_type: { typ: ['at+jwt'], claims: { use: ['x'] } } },
      [
        ["the issuer's, without the contract's type claims", 'accepted', header({ typ: 'JWT' })],
        ["the contract's", 'wrong_typ', header({}, { use: 'x' })],
      ],
    ),
    override('time', { time: { clock_tolerance_seconds: 0 } }, { time: { max_lifetime_seconds: 7200 } }, [
      ["the issuer's tolerance", 'token_expired', claims({ exp: NOW })],
      [
        'the whole member is replaced: the lifetime is the default',
        'lifetime_too_long',
        claims({ exp: NOW + 3591 }),
      ],
    ]),
    override('client_claim', { client_claim: 'azp' }, { claims: { allowed_clients: ['shop'] } }, [
      ['azp, and no client_id', 'accepted', claims({ azp: 'shop', client_id: undefined })],
      ['only client_id', ['claim_missing', 'wrong_client'], claims({})],
      ['another azp', 'wrong_client', claims({ azp: 'stranger' })],
      ['client_id of the wrong form, which is not read', 'accepted', claims({ azp: 'shop', client_id: 7 })],
    ]),
    override('audience_claim', { audience_claim: 'resource' }, {}, [
      ['resource, and no aud', 'accepted', claims({ resource: AUDIENCE, aud: undefined })],
      ['only aud', ['claim_missing', 'wrong_aud'], claims({})],
      ['aud of the wrong form', 'claim_malformed', claims({ resource: AUDIENCE, aud: 7 })],
    ]),
    override('scope_claim', { scope_claim: ['scp'] }, asks({ all_scopes: ['read'] }), [
      ["the issuer's", 'accepted', claims({ scp: 'read' })],
      ["the contract's", 'insufficient_scope', claims({ scope: 'read' })],
    ]),
    override('roles_claim', { roles_claim: ['realm', 'roles'] }, asks({ any_roles: ['clerk'] }), [
      ["the issuer's", 'accepted', claims({ realm: { roles: ['clerk'] } })],
      ["the contract's", 'missing_role', claims({ roles: ['clerk'] })],
    ]),
  ];
}
