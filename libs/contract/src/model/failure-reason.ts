import { z } from 'zod';

/**
 * The closed list of failure reasons, grouped and in evaluation order: the first failing check is the
 * token's reason, wherever it is checked. Names are stable and never reused with another meaning.
 */
export const FAILURE_GROUPS = {
  request: ['token_missing', 'token_multiple', 'scheme_unsupported', 'path_ambiguous'],
  contract: ['contract_missing', 'contract_invalid', 'contract_stale'],
  format: ['token_too_large', 'token_encrypted', 'token_malformed', 'bad_base64url'],
  header: [
    'header_invalid',
    'header_duplicate_member',
    'alg_missing',
    'alg_none',
    'alg_not_allowed',
    'crit_unsupported',
    'header_key_forbidden',
    'kid_missing',
    'kid_invalid',
  ],
  payload: ['payload_too_deep', 'payload_invalid', 'payload_duplicate_claim'],
  issuer: ['iss_missing', 'wrong_iss'],
  key: [
    'key_revoked',
    'jwks_unavailable',
    'key_not_found',
    'key_ambiguous',
    'key_alg_mismatch',
    'key_too_weak',
  ],
  signature: ['bad_signature'],
  type: ['id_token_not_allowed', 'wrong_typ', 'wrong_token_use'],
  claims: [
    'claim_malformed',
    'claim_missing',
    'wrong_aud',
    'wrong_sub',
    'wrong_client',
    'token_not_yet_valid',
    'token_expired',
    'issued_in_future',
    'token_too_old',
    'lifetime_too_long',
    'forbidden_claim',
  ],
  binding: ['binding_missing', 'binding_mismatch'],
  revocation: [
    'token_revoked',
    'session_revoked',
    'subject_revoked',
    'client_revoked',
    'replay_detected',
    'revocation_unavailable',
  ],
  authorization: [
    'route_unknown',
    'insufficient_scope',
    'missing_role',
    'tenant_mismatch',
    'acr_insufficient',
  ],
  internal: ['validator_error'],
} as const;

export const FailureGroup = z.enum(
  Object.keys(FAILURE_GROUPS) as [keyof typeof FAILURE_GROUPS, ...(keyof typeof FAILURE_GROUPS)[]],
);
export type FailureGroup = z.infer<typeof FailureGroup>;

type ReasonName = (typeof FAILURE_GROUPS)[FailureGroup][number];
const REASONS = Object.values(FAILURE_GROUPS).flat() as [ReasonName, ...ReasonName[]];

export const FailureReason = z.enum(REASONS).meta({ id: 'FailureReason' });
export type FailureReason = z.infer<typeof FailureReason>;

/** What a request counts as in a report: `accepted`, or its failure reason. */
export const Outcome = z.enum(['accepted', ...REASONS]).meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof Outcome>;

const GROUP_OF = Object.fromEntries(
  Object.entries(FAILURE_GROUPS).flatMap(([group, reasons]) => reasons.map((reason) => [reason, group])),
) as Record<FailureReason, FailureGroup>;

/** The group that a reason belongs to. */
export function failureGroup(reason: FailureReason): FailureGroup {
  return GROUP_OF[reason];
}

/** What an outcome rests on: a signature that holds, what anybody can write, or no token at all. */
export const Trust = z.enum(['verified', 'unverified', 'no_token']);
export type Trust = z.infer<typeof Trust>;

const UNVERIFIED: ReadonlySet<FailureGroup> = new Set([
  'format',
  'header',
  'payload',
  'issuer',
  'key',
  'signature',
]);

/**
 * Whether a reason was read from data whose signature does not (yet) hold. Anyone can cause such a
 * failure, so it is labelled `unverified` wherever it is shown.
 */
export function isUnverified(reason: FailureReason): boolean {
  return UNVERIFIED.has(failureGroup(reason));
}

const WITHOUT_TOKEN: ReadonlySet<FailureGroup> = new Set(['request', 'contract', 'internal']);

/** How far an outcome can be trusted. */
export function trustOf(outcome: Outcome): Trust {
  if (outcome === 'accepted') return 'verified';
  if (WITHOUT_TOKEN.has(failureGroup(outcome))) return 'no_token';
  return isUnverified(outcome) ? 'unverified' : 'verified';
}
