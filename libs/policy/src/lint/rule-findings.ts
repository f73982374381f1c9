import type { AuthorizationRequirement, LintFinding, ValidationContract } from '@accord/contract';
import { error, warning } from './finding.js';

/** What is dangerous or without effect in a contract that parses, whatever the baseline says. */
export function ruleFindings(contract: ValidationContract): readonly LintFinding[] {
  return [
    ...audienceFindings(contract),
    ...typeFindings(contract),
    ...claimFindings(contract),
    ...routeFindings(contract),
    ...operationFindings(contract),
  ];
}

function audienceFindings(contract: ValidationContract): readonly LintFinding[] {
  const lists = [
    { path: ['audiences'], values: contract.audiences },
    ...contract.issuers.map(({ overrides }, index) => ({
      path: ['issuers', index, 'overrides', 'audiences'],
      values: overrides.audiences ?? [],
    })),
  ];
  const message =
    'Audiences are compared as exact strings: a wildcard matches nothing but itself. List the audiences.';
  return lists.flatMap(({ path, values }) =>
    values.flatMap((value, index) =>
      value.includes('*') ? [error('audience_wildcard', [...path, index], message)] : [],
    ),
  );
}

function typeFindings(contract: ValidationContract): readonly LintFinding[] {
  const types = [
    { path: ['token_type'], type: contract.token_type },
    ...contract.issuers.flatMap(({ overrides }, index) =>
      overrides.token_type
        ? [{ path: ['issuers', index, 'overrides', 'token_type'], type: overrides.token_type }]
        : [],
    ),
  ];
  return types.flatMap(({ path, type }) => {
    if (type.typ === null) {
      const message =
        'Any typ is accepted, and so any kind of token that the issuer signs; ask the issuer for at+jwt.';
      return [warning('typ_any', [...path, 'typ'], message)];
    }
    if (type.typ.every((value) => value.toLowerCase() !== 'jwt') || type.reject_id_tokens) return [];
    const message = 'ID tokens carry typ JWT too; set reject_id_tokens, or ask the issuer for at+jwt.';
    return [warning('typ_not_specific', [...path, 'typ'], message)];
  });
}

function claimFindings(contract: ValidationContract): readonly LintFinding[] {
  const { claims, revocation } = contract;
  const findings: LintFinding[] = claims.required
    .filter((name) => claims.forbidden.names.includes(name))
    .map((name) =>
      error(
        'claim_required_and_forbidden',
        ['claims', 'required'],
        `The claim ${name} is required and forbidden.`,
      ),
    );
  if (claims.client_claim !== 'client_id' && claims.required.includes('client_id')) {
    const message = `The client is read from ${claims.client_claim}, but client_id is required too; require ${claims.client_claim} instead.`;
    findings.push(warning('client_claim_mismatch', ['claims', 'required'], message));
  }
  if (claims.audience_claim !== 'aud') {
    const message =
      'The audience is read from another claim than aud (RFC 7519 §4.1.3); keep this only for issuers that cannot set aud.';
    findings.push(warning('audience_claim_replaced', ['claims', 'audience_claim'], message));
  }
  if (revocation.includes('tokens') && !claims.required.includes('jti')) {
    const message =
      'Single tokens are revoked by jti, which is not required; tokens without it cannot be revoked one by one.';
    findings.push(warning('jti_not_required', ['claims', 'required'], message));
  }
  return findings;
}

function asks(requirement: AuthorizationRequirement): boolean {
  const { all_scopes, any_scopes, all_roles, any_roles } = requirement;
  return all_scopes.length + any_scopes.length + all_roles.length + any_roles.length > 0;
}

function routeFindings(contract: ValidationContract): readonly LintFinding[] {
  const { routes, unmatched, default: fallback } = contract.authorization;
  const findings: LintFinding[] = [];
  const seen = new Map<string, string>();
  for (const [index, route] of routes.entries()) {
    const path = ['authorization', 'routes', index];
    if (unmatched === 'default' && !asks(route)) {
      const message = `The route ${route.id} asks for nothing beyond the default; give it scopes or roles, or remove it.`;
      findings.push(warning('route_without_requirement', path, message));
    }
    const place = `${[...route.methods].sort().join(',')} ${route.path.replace(/\/$/, '').replace(/:[a-z0-9_]+/g, ':')}`;
    const twin = seen.get(place);
    if (twin !== undefined) {
      const message = `The routes ${twin} and ${route.id} name the same requests, and both apply; merge them.`;
      findings.push(warning('route_duplicate', path, message));
    }
    seen.set(place, route.id);
  }
  if (routes.length > 0 && unmatched === 'default' && !asks(fallback)) {
    const message =
      'A request that no route names needs no scope and no role; set unmatched to deny, or give the default a requirement.';
    findings.push(warning('unmatched_unprotected', ['authorization', 'unmatched'], message));
  }
  return findings;
}

function operationFindings(contract: ValidationContract): readonly LintFinding[] {
  const { staleness, revocation, enforcement } = contract;
  const findings: LintFinding[] = [];
  if (enforcement === 'report_only') {
    const message = 'Failures are only counted: refused tokens still reach the service, without identity.';
    findings.push(warning('enforcement_report_only', ['enforcement'], message));
  }
  if (staleness.hard_seconds !== null && staleness.hard_seconds <= staleness.soft_seconds) {
    const message =
      'Requests would be refused before anybody is warned; set hard_seconds above soft_seconds.';
    findings.push(error('staleness_hard_before_soft', ['staleness', 'hard_seconds'], message));
  }
  if (revocation.length === 0) {
    const message = 'Revoked tokens, subjects, sessions and clients stay accepted until they expire.';
    findings.push(warning('revocation_off', ['revocation'], message));
  }
  return findings;
}
