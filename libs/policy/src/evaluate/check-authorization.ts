import type { AuthorizationRequirement } from '@accord/contract';
import { readNamesAt, readString, readStringAt, valid } from './claims.js';
import type { Check, Subject } from './evaluation.js';

/** The default requirement and those of every matching route; all of them apply. */
function requirementsOf({ rules, matched }: Subject): readonly AuthorizationRequirement[] {
  return [rules.contract.authorization.default, ...matched.map((route) => route.requirement)];
}

/** An empty list is no condition. */
function satisfied(granted: ReadonlySet<string>, all: readonly string[], any: readonly string[]): boolean {
  return (
    all.every((name) => granted.has(name)) && (any.length === 0 || any.some((name) => granted.has(name)))
  );
}

/** Group 13: may this token do this? */
export const checkAuthorization: Check = (subject, fail) => {
  const { token, rules, matched } = subject;
  const { claims, issuer } = token;
  const { tenant, unmatched } = rules.contract.authorization;
  const requirements = requirementsOf(subject);
  const scopes = new Set(valid(readNamesAt(claims, issuer.scopePath)));
  const roles = new Set(valid(readNamesAt(claims, issuer.rolesPath)));

  if (matched.length === 0 && unmatched === 'deny') fail('route_unknown');
  if (!requirements.every((rule) => satisfied(scopes, rule.all_scopes, rule.any_scopes)))
    fail('insufficient_scope');
  if (!requirements.every((rule) => satisfied(roles, rule.all_roles, rule.any_roles))) fail('missing_role');
  const tenantValue = tenant === null ? undefined : valid(readStringAt(claims, tenant.claim));
  if (rules.tenants && !(tenantValue !== undefined && rules.tenants.has(tenantValue)))
    fail('tenant_mismatch');
  const acr = valid(readString(claims, 'acr'));
  if (rules.acrValues && !(acr !== undefined && rules.acrValues.has(acr))) fail('acr_insufficient');
};

/** The scopes that this request cannot do without. A choice of several is left out: none of them is required. */
export function requiredScopes(subject: Subject): readonly string[] {
  const scopes = requirementsOf(subject).flatMap((rule) =>
    rule.any_scopes.length === 1 ? [...rule.all_scopes, ...rule.any_scopes] : rule.all_scopes,
  );
  return [...new Set(scopes)];
}
