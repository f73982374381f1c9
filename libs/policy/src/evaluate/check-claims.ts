import { valid } from './claims.js';
import type { Check } from './evaluation.js';

/** Group 10, first part: forms. A claim that is present with the wrong type is never treated as absent. */
export const checkForms: Check = ({ facts }, fail) => {
  for (const name of facts.malformed) fail('claim_malformed', name);
  const exp = valid(facts.exp);
  const iat = valid(facts.iat);
  if (exp !== undefined && iat !== undefined && exp <= iat) fail('claim_malformed', 'exp');
};

/** Group 10, second part: what must be there, and for whom the token is. */
export const checkParties: Check = ({ token, rules, facts }, fail) => {
  const { issuer } = token;
  for (const name of facts.missing) fail('claim_missing', name);
  if (!isFor(issuer.audiences, valid(facts.audience) ?? [])) fail('wrong_aud', issuer.audienceClaim);
  const sub = valid(facts.sub);
  if (rules.allowedSubjects && !(sub !== undefined && rules.allowedSubjects.has(sub)))
    fail('wrong_sub', 'sub');
  const client = valid(facts.client);
  if (rules.allowedClients && !(client !== undefined && rules.allowedClients.has(client))) {
    fail('wrong_client', issuer.clientClaim);
  }
};

function isFor(audiences: ReadonlySet<string>, named: readonly string[]): boolean {
  for (const audience of named) if (audiences.has(audience)) return true;
  return false;
}

/** Group 10, third part: time. now ≥ exp + c is expired; lifetime has no tolerance, because one clock wrote both. */
export const checkTime: Check = ({ token, facts, context: { now } }, fail) => {
  const {
    clock_tolerance_seconds: tolerance,
    max_age_seconds: maxAge,
    max_lifetime_seconds: maxLifetime,
  } = token.issuer.time;
  const exp = valid(facts.exp);
  const nbf = valid(facts.nbf);
  const iat = valid(facts.iat);
  if (nbf !== undefined && now + tolerance < nbf) fail('token_not_yet_valid');
  if (exp !== undefined && now >= exp + tolerance) fail('token_expired');
  if (iat === undefined) return;
  if (iat > now + tolerance) fail('issued_in_future');
  if (maxAge !== null && now - iat > maxAge + tolerance) fail('token_too_old');
  if (maxLifetime !== null && exp !== undefined && exp - iat > maxLifetime) fail('lifetime_too_long');
};

/** Group 10, last: personal data that does not belong here, where the contract refuses it. */
export const checkForbidden: Check = ({ rules, facts }, fail) => {
  if (rules.contract.claims.forbidden.action !== 'reject') return;
  for (const name of facts.forbidden) fail('forbidden_claim', name);
};
