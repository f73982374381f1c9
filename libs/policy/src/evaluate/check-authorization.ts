import type { AuthorizationRequirement } from '@accord/contract';
import { valid } from './claims.js';
import type { Check, Subject } from './evaluation.js';

/** The default requirement and those of every matching route; all of them apply. */
function requirementsOf({ rules, matched }: Subject): readonly AuthorizationRequirement[] {
  return [rules.contract.authorization.default, ...matched.map((route) => route.requirement)];
}

/** An empty list is no condition. */
function satisfied(granted: readonly string[], all: readonly string[], any: readonly string[]): boolean {
  return (
    all.every((name) => granted.includes(name)) &&
    (any.length === 0 || any.some((name) => granted.includes(name)))
  );
}

/** Group 13: may this token do this? */
export const checkAuthorization: Check = (subject, fail) => {
  const { rules, matched, facts } = subject;
  if (matched.length === 0 && rules.contract.authorization.unmatched === 'deny') fail('route_unknown');
  if (rules.usesScopes || rules.usesRoles) checkGrants(subject, fail);
  const tenant = valid(facts.tenant);
  if (rules.tenants && !(tenant !== undefined && rules.tenants.has(tenant))) fail('tenant_mismatch');
  const acr = valid(facts.acr);
  if (rules.acrValues && !(acr !== undefined && rules.acrValues.has(acr))) fail('acr_insufficient');
};

const checkGrants: Check = (subject, fail) => {
  const requirements = requirementsOf(subject);
  const scopes = valid(subject.facts.scopes) ?? [];
  const roles = valid(subject.facts.roles) ?? [];
  if (!requirements.every((rule) => satisfied(scopes, rule.all_scopes, rule.any_scopes)))
    fail('insufficient_scope');
  if (!requirements.every((rule) => satisfied(roles, rule.all_roles, rule.any_roles))) fail('missing_role');
};

/** The scopes that this request cannot do without. A choice of several is left out: none of them is required. */
export function requiredScopes(subject: Subject): readonly string[] {
  const scopes = requirementsOf(subject).flatMap((rule) =>
    rule.any_scopes.length === 1 ? [...rule.all_scopes, ...rule.any_scopes] : rule.all_scopes,
  );
  return [...new Set(scopes)];
}
