import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffAllowed, diffSource, quoted } from './change.js';
import { diffRequirement, diffRoutes } from './diff-routes.js';

type Authorization = ValidationContract['authorization'];

/** Differences in what a token must grant. */
export function diffAuthorization(before: Authorization, after: Authorization): readonly ContractChange[] {
  const path = 'authorization';
  return [
    ...diffSource(before.scope_claim.join('.'), after.scope_claim.join('.'), `${path}.scope_claim`, 'scope'),
    ...diffSource(
      before.roles_claim.join('.'),
      after.roles_claim.join('.'),
      `${path}.roles_claim`,
      'list of roles',
    ),
    ...diffRequirement(before.default, after.default, `${path}.default`, 'every request'),
    ...diffRoutes(before, after),
    ...diffUnmatched(before, after, `${path}.unmatched`),
    ...diffAllowed(before.acr_values, after.acr_values, `${path}.acr_values`, 'authentication class', ''),
    ...diffTenant(before.tenant, after.tenant, `${path}.tenant`),
  ];
}

function diffUnmatched(before: Authorization, after: Authorization, path: string): readonly ContractChange[] {
  if (before.unmatched === after.unmatched) return [];
  return after.unmatched === 'deny'
    ? [change('tighter', path, 'requests that no route names are now refused')]
    : [change('looser', path, 'requests that no route names need only the default from now on')];
}

function diffTenant(
  before: Authorization['tenant'],
  after: Authorization['tenant'],
  path: string,
): readonly ContractChange[] {
  if (before && after) {
    return [
      ...diffSource(before.claim.join('.'), after.claim.join('.'), `${path}.claim`, 'tenant'),
      ...diffAllowed(before.values, after.values, `${path}.values`, 'tenant', ''),
    ];
  }
  if (after)
    return [change('tighter', path, `only tokens of the tenants ${quoted(after.values)} are accepted`)];
  return before ? [change('looser', path, 'tokens of every tenant are accepted')] : [];
}
