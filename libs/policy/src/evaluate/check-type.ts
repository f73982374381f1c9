import { claimOf, readStrings, valid } from './claims.js';
import type { Check, VerifiedToken } from './evaluation.js';
import { mediaType } from './media-type.js';

const ACCESS_TOKEN = mediaType('at+jwt');
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'];

/** Group 9: is it an access token at all? */
export const checkType: Check = ({ token }, fail) => {
  const { issuer, claims } = token;
  const typ = token.typ === undefined ? undefined : mediaType(token.typ);
  if (issuer.rejectIdTokens && typ !== ACCESS_TOKEN && looksLikeIdToken(token)) fail('id_token_not_allowed');
  if (issuer.typ !== null && (typ === undefined || !issuer.typ.has(typ))) fail('wrong_typ');
  for (const [claim, values] of issuer.typeClaims) {
    const value = claimOf(claims, claim);
    if (typeof value !== 'string' || !values.has(value)) fail('wrong_token_use', claim);
  }
};

/** OpenID Connect Core §2: ID tokens carry nonce and hashes, and their audience is the client itself. */
function looksLikeIdToken({ claims, issuer }: VerifiedToken): boolean {
  if (ID_TOKEN_CLAIMS.some((name) => claimOf(claims, name) !== undefined)) return true;
  const audience = valid(readStrings(claims, 'aud')) ?? [];
  const [only] = audience;
  if (audience.length !== 1 || only === undefined) return false;
  return only === claimOf(claims, issuer.clientClaim) || only === claimOf(claims, 'azp');
}
