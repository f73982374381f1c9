import type { AuthorizationRequirement, FailureReason } from '@accord/contract';
import { routesFor } from '../evaluate/routes-for.js';
import {
  oneOf,
  shown,
  shownLifetime,
  shownSpan,
  shownTime,
  type Explain,
  type ExplainFacts,
} from './explanation.js';

const tolerance = ({ issuer }: ExplainFacts): string => shownSpan(issuer?.time.clock_tolerance_seconds ?? 0);
const at = (path: readonly string[] | undefined): string => path?.[0] ?? 'scope';

/** What this request needs: by the default, and by every route that names it. */
function requirements({ rules, request }: ExplainFacts): string {
  const authorization = rules?.contract.authorization;
  if (authorization === undefined) return 'what the routes ask for';
  const answer = request === null ? null : routesFor(authorization, request);
  const routes = answer?.refused === null ? answer.routes : [];
  const byRoute = routes.flatMap(({ id, requirement }) =>
    wordsOf(requirement).map((words) => `${words} (route ${id})`),
  );
  return [...wordsOf(authorization.default), ...byRoute].join('; ') || 'what the routes ask for';
}

function wordsOf(rule: AuthorizationRequirement): string[] {
  const all = [...rule.all_scopes, ...rule.all_roles];
  const any = [...rule.any_scopes, ...rule.any_roles];
  return [...(all.length > 0 ? [`all of ${all.join(', ')}`] : []), ...(any.length > 0 ? [oneOf(any)] : [])];
}

const revoked =
  (what: string): Explain =>
  () => ({
    expected: `a ${what} that is not revoked`,
    actual: 'revoked',
    fix: 'Get a new token; the revocations page says who revoked and why.',
  });
const binding =
  (actual: string): Explain =>
  ({ rules }) => ({
    expected: `a proof of the sender (DPoP ${rules?.contract.binding.dpop ?? 'off'}, mutual TLS ${rules?.contract.binding.mtls ?? 'off'})`,
    actual,
    fix: 'A pasted token brings no proof, so this cannot pass here. In the service, check the DPoP header or the client certificate.',
  });

/** Groups 9 to 13: what is read once the signature holds. */
export const CLAIM_EXPLANATIONS: Partial<Record<FailureReason, Explain>> = {
  id_token_not_allowed: () => ({
    expected: 'an access token',
    actual: 'an ID token',
    fix: 'Let the client send its access token; ID tokens are for the client itself.',
  }),
  wrong_typ: ({ issuer, header }) => ({
    expected: oneOf(issuer?.typ),
    actual: `typ ${shown(header, 'typ')}`,
    fix: 'Let the issuer mark access tokens (RFC 9068 §2.1), or accept this typ in the contract.',
  }),
  wrong_token_use: ({ issuer, claims }) => ({
    expected: (issuer?.typeClaims ?? []).map(([name, values]) => `${name} ${oneOf(values)}`).join('; '),
    actual: (issuer?.typeClaims ?? []).map(([name]) => `${name} ${shown(claims, name)}`).join('; '),
    fix: 'Send an access token, or correct token_type.claims of the contract.',
  }),
  claim_malformed: () => ({
    expected: 'every claim in its own form: times as whole numbers, names as strings, exp after iat',
    actual: 'a claim of another form; see the sentence of the log',
    fix: 'Correct the claim at the issuer.',
  }),
  claim_missing: ({ issuer, claims }) => {
    const required = (issuer?.table.required ?? []).map(({ name }) => name);
    return {
      expected: required.join(', '),
      actual: `without ${required.filter((name) => ['absent', 'null'].includes(shown(claims, name))).join(', ')}`,
      fix: 'Let the issuer add the claim, or take it off the required ones in the contract.',
    };
  },
  wrong_aud: ({ issuer, claims }) => ({
    expected: oneOf(issuer?.audiences),
    actual: `${issuer?.audienceClaim ?? 'aud'} ${shown(claims, issuer?.audienceClaim ?? 'aud')}`,
    fix: 'Let the client ask for a token for this service, or add the audience to the contract.',
  }),
  wrong_sub: ({ rules, claims }) => ({
    expected: oneOf(rules?.allowedSubjects),
    actual: `sub ${shown(claims, 'sub')}`,
    fix: 'Add the subject to the contract’s allowed subjects, if it belongs there.',
  }),
  wrong_client: ({ rules, issuer, claims }) => ({
    expected: oneOf(rules?.allowedClients),
    actual: `${issuer?.clientClaim ?? 'client_id'} ${shown(claims, issuer?.clientClaim ?? 'client_id')}`,
    fix: 'Add the client to the contract’s allowed clients, if it belongs there.',
  }),
  token_not_yet_valid: (facts) => ({
    expected: `nbf at most ${tolerance(facts)} ahead`,
    actual: shownTime(facts.claims, 'nbf', facts.now),
    fix: 'Compare the clocks of issuer and services, or wait.',
  }),
  token_expired: (facts) => ({
    expected: `an exp that is not reached, with ${tolerance(facts)} of tolerance`,
    actual: shownTime(facts.claims, 'exp', facts.now),
    fix: 'Let the client get a new token before the old one ends.',
  }),
  issued_in_future: (facts) => ({
    expected: `iat at most ${tolerance(facts)} ahead`,
    actual: shownTime(facts.claims, 'iat', facts.now),
    fix: 'Compare the clocks of issuer and services.',
  }),
  token_too_old: (facts) => ({
    expected: `issued at most ${shownSpan(facts.issuer?.time.max_age_seconds ?? 0)} ago`,
    actual: shownTime(facts.claims, 'iat', facts.now),
    fix: 'Let the client get a new token, or raise time.max_age_seconds.',
  }),
  lifetime_too_long: ({ issuer, claims }) => ({
    expected: `exp − iat of at most ${shownSpan(issuer?.time.max_lifetime_seconds ?? 0)}`,
    actual: shownLifetime(claims),
    fix: 'Shorten the lifetime at the issuer, or raise time.max_lifetime_seconds.',
  }),
  forbidden_claim: ({ rules, claims }) => {
    const names = rules?.contract.claims.forbidden.names ?? [];
    return {
      expected: `none of ${names.join(', ')}`,
      actual: `with ${names.filter((name) => shown(claims, name) !== 'absent').join(', ')}`,
      fix: 'Let the issuer leave personal data out of access tokens.',
    };
  },
  binding_missing: binding('no proof, or a token that is not bound'),
  binding_mismatch: binding('a proof by another key'),
  token_revoked: revoked('token'),
  session_revoked: revoked('session'),
  subject_revoked: revoked('subject'),
  client_revoked: revoked('client'),
  route_unknown: ({ request }) => ({
    expected: 'a request that a route of the contract names',
    actual: request === null ? 'no request was given' : `${request.method} ${request.path}`,
    fix: 'Give method and path, or add a route to the contract.',
  }),
  insufficient_scope: (facts) => ({
    expected: requirements(facts),
    actual: `${at(facts.issuer?.scopePath)} ${shown(facts.claims, at(facts.issuer?.scopePath))}`,
    fix: 'Let the client ask for the scope, or change the requirement in the contract.',
  }),
  missing_role: (facts) => ({
    expected: requirements(facts),
    actual: `${at(facts.issuer?.rolesPath)} ${shown(facts.claims, at(facts.issuer?.rolesPath))}`,
    fix: 'Grant the role at the issuer, or change the requirement in the contract.',
  }),
  tenant_mismatch: ({ rules, claims }) => {
    const tenant = rules?.contract.authorization.tenant;
    return {
      expected: oneOf(tenant?.values),
      actual: `${at(tenant?.claim)} ${shown(claims, at(tenant?.claim))}`,
      fix: 'Use a token of this tenant, or add the tenant to the contract.',
    };
  },
  acr_insufficient: ({ rules, claims }) => ({
    expected: oneOf(rules?.acrValues),
    actual: `acr ${shown(claims, 'acr')}`,
    fix: 'Let the user log in more strongly (RFC 9470).',
  }),
};
