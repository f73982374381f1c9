import type { ValidationContractInput } from '@accord/contract';

type Input = ValidationContractInput;

/** How the access tokens of one product look, as far as a contract has to know. */
export interface IssuerPreset {
  readonly id: string;
  readonly name: string;
  /** The form of its `iss`; what stands in capitals is to be replaced. */
  readonly issuer: string;
  /** Tells the product by its `iss`; none where it can have any. */
  readonly recognise?: RegExp;
  readonly algorithms: Input['issuers'][number]['algorithms'];
  /** Without a typ, the baseline has to allow contracts that demand none. */
  readonly tokenType: Input['token_type'];
  readonly claims: Pick<NonNullable<Input['claims']>, 'required' | 'client_claim' | 'audience_claim'>;
  readonly authorization: Pick<NonNullable<Input['authorization']>, 'scope_claim' | 'roles_claim'>;
  /** What a person has to know or to set there, in sentences. */
  readonly hint: string;
}

/**
 * Starting points for well-known issuers, from the descriptions of their access tokens (Keycloak 26, Auth0's default
 * token profile, Okta's custom authorization servers, Entra ID v2.0, Cognito user pools, oidc-provider 9).
 */
export const ISSUER_PRESETS: readonly IssuerPreset[] = [
  {
    id: 'keycloak',
    name: 'Keycloak',
    issuer: 'https://HOST/realms/REALM',
    recognise: /^https?:\/\/.+\/realms\/[^/]+$/,
    algorithms: ['RS256'],
    tokenType: { typ: ['JWT', 'at+jwt'], claims: { typ: ['Bearer'] } },
    claims: { required: ['sub', 'azp', 'jti'], client_claim: 'azp' },
    authorization: { scope_claim: ['scope'], roles_claim: ['realm_access', 'roles'] },
    hint: 'Give the client an audience mapper: without one, aud is account. Roles are the realm’s; a client’s are at resource_access, CLIENT, roles.',
  },
  {
    id: 'auth0',
    name: 'Auth0',
    issuer: 'https://TENANT.auth0.com/',
    recognise: /^https:\/\/[^/]+\.auth0\.com\/$/,
    algorithms: ['RS256'],
    tokenType: { typ: ['JWT', 'at+jwt'] },
    claims: { required: ['sub'], client_claim: 'azp' },
    authorization: { scope_claim: ['scope'], roles_claim: ['permissions'] },
    hint: 'The iss ends with a slash. Better: choose the RFC 9068 profile in the API’s settings, then accept only at+jwt, and require client_id and jti.',
  },
  {
    id: 'okta',
    name: 'Okta',
    issuer: 'https://ORG.okta.com/oauth2/default',
    recognise: /^https:\/\/[^/]+\.(okta|okta-emea|oktapreview)\.com\/oauth2\//,
    algorithms: ['RS256'],
    tokenType: { typ: null },
    claims: { required: ['sub', 'cid', 'jti'], client_claim: 'cid' },
    authorization: { scope_claim: ['scp'], roles_claim: ['groups'] },
    hint: 'For a custom authorization server: tokens of the org server are opaque to your services. Its tokens carry no typ, which the baseline has to allow (require_typ); cid tells them from ID tokens.',
  },
  {
    id: 'entra-id',
    name: 'Microsoft Entra ID',
    issuer: 'https://login.microsoftonline.com/TENANT/v2.0',
    recognise: /^https:\/\/login\.microsoftonline\.com\/[^/]+\/v2\.0$/,
    algorithms: ['RS256'],
    tokenType: { typ: ['JWT'], claims: { ver: ['2.0'] } },
    claims: { required: ['sub', 'azp', 'tid'], client_claim: 'azp' },
    authorization: { scope_claim: ['scp'], roles_claim: ['roles'] },
    hint: 'Set requestedAccessTokenVersion to 2 in the API’s registration; the audience is then its application id. There is no jti, so single tokens cannot be revoked.',
  },
  {
    id: 'cognito',
    name: 'Amazon Cognito',
    issuer: 'https://cognito-idp.REGION.amazonaws.com/POOL',
    recognise: /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com\//,
    algorithms: ['RS256'],
    tokenType: { typ: null, claims: { token_use: ['access'] } },
    claims: { required: ['sub', 'client_id', 'jti'], audience_claim: 'client_id' },
    authorization: { scope_claim: ['scope'], roles_claim: ['cognito:groups'] },
    hint: 'User pools put no aud into access tokens: list the ids of the app clients as audiences. They carry no typ, which the baseline has to allow (require_typ); token_use tells them from ID tokens.',
  },
  {
    id: 'oidc-provider',
    name: 'oidc-provider',
    issuer: 'https://HOST',
    algorithms: ['ES256'],
    tokenType: { typ: ['at+jwt'] },
    claims: { required: ['sub', 'client_id', 'jti'] },
    authorization: { scope_claim: ['scope'], roles_claim: ['roles'] },
    hint: 'Turn on resource indicators with JWT access tokens, so that each API gets tokens of its own audience (RFC 8707).',
  },
];

/** The preset of the product that an `iss` belongs to; undefined when the name does not tell. */
export function presetOfIssuer(issuer: string): IssuerPreset | undefined {
  return ISSUER_PRESETS.find(({ recognise }) => recognise?.test(issuer));
}

type Draft = Readonly<Record<string, unknown>>;

/**
 * A draft as it would be for a preset's issuer. Kept: the name of the issuer that is already there, audiences, times,
 * routes, and everything else that does not depend on the product. A draft may be unfinished: what has a wrong shape
 * where the preset has something to say is replaced.
 */
export function withPreset(draft: Draft, preset: IssuerPreset): Draft {
  const [first, ...others] = Array.isArray(draft['issuers']) ? (draft['issuers'] as unknown[]) : [];
  const before = membersOf(first);
  const isNamed = typeof before['issuer'] === 'string' && !isPlaceholder(before['issuer']);
  const issuer = {
    ...before,
    issuer: isNamed ? before['issuer'] : preset.issuer,
    algorithms: preset.algorithms,
  };
  const standard = { client_claim: 'client_id', audience_claim: 'aud' };
  return {
    ...draft,
    issuers: [issuer, ...others],
    token_type: preset.tokenType,
    claims: { ...membersOf(draft['claims']), ...standard, ...preset.claims },
    authorization: { ...membersOf(draft['authorization']), ...preset.authorization },
  };
}

/** Nothing, or the form of a product's `iss`, which another product has to be free to replace. */
function isPlaceholder(issuer: string): boolean {
  return issuer === '' || ISSUER_PRESETS.some((preset) => preset.issuer === issuer);
}

function membersOf(value: unknown): Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : {};
}
