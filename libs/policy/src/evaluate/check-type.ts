import { claimOf, valid } from './claims.js';
import type { Check, Subject } from './evaluation.js';
import { mediaType } from './media-type.js';

const ACCESS_TOKEN = 'at+jwt';
const ACCESS_TOKEN_TYPE = mediaType(ACCESS_TOKEN);
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/** Group 9: is it an access token at all? */
export const checkType: Check = (subject, fail) => {
  const { issuer, claims, typ } = subject.token;
  if (issuer.rejectIdTokens && !isAccessToken(typ) && looksLikeIdToken(subject)) fail('id_token_not_allowed');
  if (issuer.typ !== null && (typ === undefined || !names(issuer.typ, typ))) fail('wrong_typ');
  for (const [claim, values] of issuer.typeClaims) {
    const value = claimOf(claims, claim);
    if (typeof value !== 'string' || !values.has(value)) fail('wrong_token_use', claim);
  }
};

function isAccessToken(typ: string | undefined): boolean {
  return typ === ACCESS_TOKEN || (typ !== undefined && mediaType(typ) === ACCESS_TOKEN_TYPE);
}

/** Most tokens spell their type just as the contract does, which spares the conversion. */
function names(accepted: ReadonlySet<string>, typ: string): boolean {
  return accepted.has(typ) || accepted.has(mediaType(typ));
}

/** OpenID Connect Core §2: ID tokens carry nonce and hashes, and their audience is the client itself. */
function looksLikeIdToken({ token: { claims, issuer }, facts }: Subject): boolean {
  if (ID_TOKEN_CLAIMS.some((name) => claimOf(claims, name) !== undefined)) return true;
  const audience = valid(facts.aud) ?? [];
  const [only] = audience;
  if (audience.length !== 1 || only === undefined) return false;
  return only === claimOf(claims, issuer.clientClaim) || only === claimOf(claims, 'azp');
}
