import { readString, readTime, valid } from './claims.js';
import type { Check } from './evaluation.js';
import { isRevoked } from './revocations.js';

/** Group 12. An issuer's `not_before` holds under every contract; the rest where the contract asks for it. */
export const checkRevocation: Check = ({ token, rules, context }, fail) => {
  const { claims, issuer } = token;
  const { revocations, notBefore, hash } = context;
  const iat = valid(readTime(claims, 'iat'));
  const revoked = (kind: 'tokens' | 'subjects' | 'sessions' | 'clients', claim: string): boolean =>
    rules.revocation.has(kind) &&
    isRevoked(revocations[kind], issuer.issuer, valid(readString(claims, claim)), iat, hash);

  const tooOld = notBefore !== null && (iat === undefined || iat < notBefore);
  if (tooOld || revoked('tokens', 'jti')) fail('token_revoked');
  if (revoked('sessions', 'sid')) fail('session_revoked');
  if (revoked('subjects', 'sub')) fail('subject_revoked');
  if (revoked('clients', issuer.clientClaim)) fail('client_revoked');
};
