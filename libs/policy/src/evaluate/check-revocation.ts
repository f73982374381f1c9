import { valid, type Read } from './claims.js';
import type { Check } from './evaluation.js';
import { isRevoked } from './revocations.js';

/** Group 12. An issuer's `not_before` holds under every contract; the rest where the contract asks for it. */
export const checkRevocation: Check = ({ token, rules, context, facts }, fail) => {
  const { issuer } = token;
  const { revocations, notBefore, hash } = context;
  const iat = valid(facts.iat);
  const revoked = (kind: 'tokens' | 'subjects' | 'sessions' | 'clients', value: Read<string>): boolean =>
    rules.revocation.has(kind) && isRevoked(revocations[kind], issuer.issuer, valid(value), iat, hash);

  const tooOld = notBefore !== null && (iat === undefined || iat < notBefore);
  if (tooOld || revoked('tokens', facts.jti)) fail('token_revoked');
  if (revoked('sessions', facts.sid)) fail('session_revoked');
  if (revoked('subjects', facts.sub)) fail('subject_revoked');
  if (revoked('clients', facts.client)) fail('client_revoked');
};
