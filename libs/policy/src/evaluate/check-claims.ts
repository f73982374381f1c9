import {
  claimOf,
  malformed,
  readMember,
  readNamesAt,
  readString,
  readStringAt,
  readStrings,
  readTime,
} from './claims.js';
import { valid, type Read } from './claims.js';
import type { Check, Subject } from './evaluation.js';

/** Group 10, first part: forms. A claim that is present with the wrong type is never treated as absent. */
export const checkForms: Check = (subject, fail) => {
  for (const [name, value] of formsOf(subject)) if (value === malformed) fail('claim_malformed', name);
  const exp = valid(readTime(subject.token.claims, 'exp'));
  const iat = valid(readTime(subject.token.claims, 'iat'));
  if (exp !== undefined && iat !== undefined && exp <= iat) fail('claim_malformed', 'exp');
};

function formsOf({ token, rules }: Subject): [name: string, value: Read<unknown>][] {
  const { claims, issuer } = token;
  const { binding, authorization } = rules.contract;
  const forms: [string, Read<unknown>][] = [
    ['exp', readTime(claims, 'exp')],
    ['nbf', readTime(claims, 'nbf')],
    ['iat', readTime(claims, 'iat')],
    ['aud', readStrings(claims, 'aud')],
    ['sub', readString(claims, 'sub')],
    ['jti', readString(claims, 'jti')],
    [issuer.clientClaim, readString(claims, issuer.clientClaim)],
  ];
  if (issuer.audienceClaim !== 'aud')
    forms.push([issuer.audienceClaim, readStrings(claims, issuer.audienceClaim)]);
  if (rules.revocation.has('sessions')) forms.push(['sid', readString(claims, 'sid')]);
  if (binding.dpop !== 'off') forms.push(['cnf', readMember(claims, 'cnf', 'jkt')]);
  if (binding.mtls !== 'off') forms.push(['cnf', readMember(claims, 'cnf', 'x5t#S256')]);
  if (rules.usesScopes) forms.push([issuer.scopePath.join('.'), readNamesAt(claims, issuer.scopePath)]);
  if (rules.usesRoles) forms.push([issuer.rolesPath.join('.'), readNamesAt(claims, issuer.rolesPath)]);
  const tenant = authorization.tenant?.claim;
  if (tenant) forms.push([tenant.join('.'), readStringAt(claims, tenant)]);
  if (rules.acrValues) forms.push(['acr', readString(claims, 'acr')]);
  return forms;
}

/** Group 10, second part: what must be there, and for whom the token is. */
export const checkParties: Check = ({ token, rules }, fail) => {
  const { claims, issuer } = token;
  for (const name of issuer.required)
    if ((claimOf(claims, name) ?? null) === null) fail('claim_missing', name);
  const audience = valid(readStrings(claims, issuer.audienceClaim)) ?? [];
  if (!audience.some((value) => issuer.audiences.has(value))) fail('wrong_aud', issuer.audienceClaim);
  const sub = valid(readString(claims, 'sub'));
  if (rules.allowedSubjects && !(sub !== undefined && rules.allowedSubjects.has(sub)))
    fail('wrong_sub', 'sub');
  const client = valid(readString(claims, issuer.clientClaim));
  if (rules.allowedClients && !(client !== undefined && rules.allowedClients.has(client))) {
    fail('wrong_client', issuer.clientClaim);
  }
};

/** Group 10, third part: time. now ≥ exp + c is expired; lifetime has no tolerance, because one clock wrote both. */
export const checkTime: Check = ({ token, context: { now } }, fail) => {
  const {
    clock_tolerance_seconds: tolerance,
    max_age_seconds: maxAge,
    max_lifetime_seconds: maxLifetime,
  } = token.issuer.time;
  const exp = valid(readTime(token.claims, 'exp'));
  const nbf = valid(readTime(token.claims, 'nbf'));
  const iat = valid(readTime(token.claims, 'iat'));
  if (nbf !== undefined && now + tolerance < nbf) fail('token_not_yet_valid');
  if (exp !== undefined && now >= exp + tolerance) fail('token_expired');
  if (iat === undefined) return;
  if (iat > now + tolerance) fail('issued_in_future');
  if (maxAge !== null && now - iat > maxAge + tolerance) fail('token_too_old');
  if (maxLifetime !== null && exp !== undefined && exp - iat > maxLifetime) fail('lifetime_too_long');
};

/** The forbidden claims that a token carries; the names come from the contract. */
export function forbiddenClaims({ token, rules }: Subject): readonly string[] {
  return rules.contract.claims.forbidden.names.filter((name) => Object.hasOwn(token.claims, name));
}

/** Group 10, last: personal data that does not belong here, where the contract refuses it. */
export const checkForbidden: Check = (subject, fail) => {
  if (subject.rules.contract.claims.forbidden.action !== 'reject') return;
  for (const name of forbiddenClaims(subject)) fail('forbidden_claim', name);
};
