import type { AuthorizationRequirement } from '@accord/contract';
import { isGranted, valid, type Names } from './claims.js';
import type { Check, Subject } from './evaluation.js';

const NONE: readonly string[] = [];

/** The default requirement and those of every matching route; all of them apply. */
function requirementsOf({ rules, matched }: Subject): readonly AuthorizationRequirement[] {
  return [rules.contract.authorization.default, ...matched.map((route) => route.requirement)];
}

/** An empty list is no condition. */
function satisfied(granted: Names, all: readonly string[], any: readonly string[]): boolean {
  for (const name of all) if (!isGranted(granted, name)) return false;
  if (any.length === 0) return true;
  for (const name of any) if (isGranted(granted, name)) return true;
  return false;
}

/** Group 13: may this token do this? */
export const checkAuthorization: Check = (subject, fail) => {
  const { rules, named, facts } = subject;
  if (!named && rules.contract.authorization.unmatched === 'deny') fail('route_unknown');
  if (rules.usesScopes || rules.usesRoles) checkGrants(subject, fail);
  const tenant = valid(facts.tenant);
  if (rules.tenants && !(tenant !== undefined && rules.tenants.has(tenant))) fail('tenant_mismatch');
  const acr = valid(facts.acr);
  if (rules.acrValues && !(acr !== undefined && rules.acrValues.has(acr))) fail('acr_insufficient');
};

/** In the path of every request: without a list of the requirements, which most would only read once. */
const checkGrants: Check = ({ rules, matched, facts }, fail) => {
  const scopes = valid(facts.scopes) ?? NONE;
  const roles = valid(facts.roles) ?? NONE;
  const standard = rules.contract.authorization.default;
  let enoughScopes = satisfied(scopes, standard.all_scopes, standard.any_scopes);
  let enoughRoles = satisfied(roles, standard.all_roles, standard.any_roles);
  for (const { requirement } of matched) {
    enoughScopes &&= satisfied(scopes, requirement.all_scopes, requirement.any_scopes);
    enoughRoles &&= satisfied(roles, requirement.all_roles, requirement.any_roles);
  }
  if (!enoughScopes) fail('insufficient_scope');
  if (!enoughRoles) fail('missing_role');
};

/** The scopes that this request cannot do without. A choice of several is left out: none of them is required. */
export function requiredScopes(subject: Subject): readonly string[] {
  const scopes = requirementsOf(subject).flatMap((rule) =>
    rule.any_scopes.length === 1 ? [...rule.all_scopes, ...rule.any_scopes] : rule.all_scopes,
  );
  return [...new Set(scopes)];
}
