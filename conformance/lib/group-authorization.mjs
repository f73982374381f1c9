const asks = (authorization) => ({ contract: { authorization } });

/** Scopes, roles, tenants, authentication classes. */
export const authorizationGroups = (kit) => [
  { name: 'all_scopes', bundle: asks({ default: { all_scopes: ['a', 'b'] } }), cases: allScopes(kit) },
  { name: 'any_scopes', bundle: asks({ default: { any_scopes: ['a', 'b'] } }), cases: anyScopes(kit) },
  { name: 'all_roles', bundle: asks({ default: { all_roles: ['a', 'b'] } }), cases: allRoles(kit) },
  { name: 'name_with_space', bundle: asks({ default: { any_roles: ['a b'] } }), cases: nameWithSpace(kit) },
  {
    name: 'dotted',
    bundle: asks({ default: { any_roles: ['a'] }, roles_claim: ['realm.roles'] }),
    cases: dotted(kit),
  },
  {
    name: 'deep_roles',
    bundle: asks({ default: { any_roles: ['a'] }, roles_claim: ['realm', 'roles'] }),
    cases: deepRoles(kit),
  },
  {
    name: 'inherited',
    bundle: asks({ default: { any_roles: ['Object'] }, roles_claim: ['constructor', 'name'] }),
    cases: [['a name that objects inherit is no claim', 'missing_role', kit.claims({})]],
  },
  { name: 'route_asks', bundle: asks({ routes: routeAsks }), cases: routeCases(kit) },
  {
    name: 'empty_lists',
    bundle: asks({ default: { all_scopes: [], any_scopes: [], all_roles: [], any_roles: [] } }),
    cases: [['an empty list is no condition', 'accepted', kit.claims({ scope: 7, roles: 7 })]],
  },
  {
    name: 'tenant',
    bundle: asks({ tenant: { claim: ['org', 'id'], values: ['emea'] } }),
    cases: tenants(kit),
  },
  { name: 'acr', bundle: asks({ acr_values: ['gold'] }), cases: classes(kit) },
];

const malformedScopes = ['claim_malformed', 'insufficient_scope'];
const malformedRoles = ['claim_malformed', 'missing_role'];

const allScopes = ({ claims }) => [
  ['both, in a text', 'accepted', claims({ scope: 'a b' })],
  ['both, with spaces around and between', 'accepted', claims({ scope: '  b   a ' })],
  ['both, in a list', 'accepted', claims({ scope: ['b', 'a', 'b'] })],
  ['one of two', 'insufficient_scope', claims({ scope: 'a' })],
  ...['\t', '\n', '\u00a0', ',', '+'].map((separator) => [
    `both with ${JSON.stringify(separator)} between`,
    'insufficient_scope',
    claims({ scope: `a${separator}b` }),
  ]),
  ['a list of one text with both', 'insufficient_scope', claims({ scope: ['a b'] })],
  ['in capitals', 'insufficient_scope', claims({ scope: 'A B' })],
  ['an empty text', 'insufficient_scope', claims({ scope: '' })],
  ['an empty list', 'insufficient_scope', claims({ scope: [] })],
  ['scopes in scp', 'insufficient_scope', claims({ scp: 'a b' })],
  ['null', malformedScopes, claims({ scope: null })],
  ['a list with a number', malformedScopes, claims({ scope: ['a', 'b', 7] })],
  ['an object', malformedScopes, claims({ scope: { a: 1, b: 1 } })],
  ['roles of the wrong form, which nothing asks for', 'accepted', claims({ scope: 'a b', roles: 7 })],
];

const anyScopes = ({ claims }) => [
  ['one of them', 'accepted', claims({ scope: 'b c' })],
  ['none of them', 'insufficient_scope', claims({ scope: 'c ab' })],
];

const allRoles = ({ claims }) => [
  ['both, in a text', 'accepted', claims({ roles: 'a b' })],
  ['both, in a list', 'accepted', claims({ roles: ['a', 'b'] })],
  ['one of two', 'missing_role', claims({ roles: ['a'] })],
  ['in capitals', 'missing_role', claims({ roles: ['A', 'B'] })],
  ['of the wrong form', malformedRoles, claims({ roles: 7 })],
];

const nameWithSpace = ({ claims }) => [
  ['a name with a space in a list', 'accepted', claims({ roles: ['a b'] })],
  ['the same in a text is two names', 'missing_role', claims({ roles: 'a b' })],
];

const dotted = ({ claims }) => [
  ['a name with a dot is one name', 'accepted', claims({ 'realm.roles': ['a'] })],
  ['a name with a dot is no path', 'missing_role', claims({ realm: { roles: ['a'] } })],
];

const deepRoles = ({ claims }) => [
  ['at the end of the path', 'accepted', claims({ realm: { roles: ['a'] } })],
  ['nothing there', 'missing_role', claims({ realm: {} })],
  ['no first step', 'missing_role', claims({})],
  ['through a text', malformedRoles, claims({ realm: 'a' })],
  ['through null', malformedRoles, claims({ realm: null })],
  ['through a list', malformedRoles, claims({ realm: [{ roles: ['a'] }] })],
];

const routeAsks = [
  { id: 'all', path: '/x/*', all_scopes: ['a'] },
  { id: 'one', path: '/x/y', any_scopes: ['b', 'c'], any_roles: ['r'] },
];

const routeCases = ({ to }) => [
  ['one route', 'accepted', to('GET', '/x', { scope: 'a' })],
  ['two routes that match, both satisfied', 'accepted', to('GET', '/x/y', { scope: 'a c', roles: ['r'] })],
  [
    'two routes that match, the second not',
    'insufficient_scope',
    to('GET', '/x/y', { scope: 'a', roles: ['r'] }),
  ],
  [
    'two routes that match, the first not',
    'insufficient_scope',
    to('GET', '/x/y', { scope: 'b', roles: ['r'] }),
  ],
  ["a route's roles", 'missing_role', to('GET', '/x/y', { scope: 'a b' })],
  ['another path needs nothing', 'accepted', to('GET', '/y', {})],
  ['scopes of the wrong form, on a route that asks', malformedScopes, to('GET', '/x', { scope: 7 })],
  ['scopes of the wrong form, where another route asks', 'claim_malformed', to('GET', '/y', { scope: 7 })],
];

const malformedTenant = ['claim_malformed', 'tenant_mismatch'];

const tenants = ({ claims }) => [
  ['one of the list', 'accepted', claims({ org: { id: 'emea' } })],
  ['in capitals', 'tenant_mismatch', claims({ org: { id: 'EMEA' } })],
  ['nothing at the end of the path', 'tenant_mismatch', claims({ org: {} })],
  ['a list', malformedTenant, claims({ org: { id: ['emea'] } })],
  ['an empty text', malformedTenant, claims({ org: { id: '' } })],
  ['null', malformedTenant, claims({ org: { id: null } })],
  ['through null', malformedTenant, claims({ org: null })],
  ['through a list', malformedTenant, claims({ org: [{ id: 'emea' }] })],
];

const malformedAcr = ['claim_malformed', 'acr_insufficient'];

const classes = ({ claims }) => [
  ['one of the list', 'accepted', claims({ acr: 'gold' })],
  ['in capitals', 'acr_insufficient', claims({ acr: 'GOLD' })],
  ['one of several words', 'acr_insufficient', claims({ acr: 'gold silver' })],
  ['a list', malformedAcr, claims({ acr: ['gold'] })],
  ['an empty text', malformedAcr, claims({ acr: '' })],
];
