import type { RevocationKind } from '@accord/contract';
import { valid, type Read } from './claims.js';
import type { Check, Subject } from './evaluation.js';
import { isRevoked, type RevokedIds } from './revocations.js';

/** Group 12. An issuer's `not_before` holds under every contract; the rest where the contract asks for it. */
export const checkRevocation: Check = (subject, fail) => {
  const { facts, token, context } = subject;
  const { notBefore } = token;
  const { revocations } = context;
  const iat = valid(facts.iat);
  const tooOld = notBefore !== null && (iat === undefined || iat < notBefore);
  if (tooOld || revoked(subject, 'tokens', revocations.tokens, facts.jti)) fail('token_revoked');
  if (revoked(subject, 'sessions', revocations.sessions, facts.sid)) fail('session_revoked');
  if (revoked(subject, 'subjects', revocations.subjects, facts.sub)) fail('subject_revoked');
  if (revoked(subject, 'clients', revocations.clients, facts.client)) fail('client_revoked');
};

function revoked(
  { token, rules, context, facts }: Subject,
  kind: RevocationKind,
  ids: RevokedIds,
  value: Read<string>,
): boolean {
  // Mostly nothing is revoked, and asking that first is cheapest.
  if (ids.size === 0 || !rules.revocation.has(kind)) return false;
  return isRevoked(ids, token.issuer.issuer, valid(value), valid(facts.iat), context.revocations.hash);
}
