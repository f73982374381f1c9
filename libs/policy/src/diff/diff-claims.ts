import type { ContractChange, ValidationContract } from '@accord/contract';
import { change, diffAllowed, diffSets, diffSource } from './change.js';

type Forbidden = ValidationContract['claims']['forbidden'];

/** Differences in what the claims must and must not hold. */
export function diffClaims(before: ValidationContract, after: ValidationContract): readonly ContractChange[] {
  const [old, now] = [before.claims, after.claims];
  return [
    ...diffSets(old.required, now.required, {
      path: 'claims.required',
      added: ['tighter', (name) => `tokens without \`${name}\` are now refused`],
      removed: ['looser', (name) => `tokens without \`${name}\` are no longer refused`],
    }),
    ...diffForbidden(old.forbidden, now.forbidden),
    ...diffSource(old.client_claim, now.client_claim, 'claims.client_claim', 'client'),
    ...diffSource(old.audience_claim, now.audience_claim, 'claims.audience_claim', 'audience'),
    ...diffAllowed(old.allowed_clients, now.allowed_clients, 'claims.allowed_clients', 'client', ''),
    ...diffAllowed(old.allowed_subjects, now.allowed_subjects, 'claims.allowed_subjects', 'subject', ''),
  ];
}

/** Whether a name counts or refuses depends on the action of the contract that lists it. */
function diffForbidden(before: Forbidden, after: Forbidden): readonly ContractChange[] {
  const refuses = { before: before.action === 'reject', after: after.action === 'reject' };
  const names = diffSets(before.names, after.names, {
    path: 'claims.forbidden.names',
    added: [
      refuses.after ? 'tighter' : 'neutral',
      (name) => `tokens that carry \`${name}\` are now ${refuses.after ? 'refused' : 'counted'}`,
    ],
    removed: [
      refuses.before ? 'looser' : 'neutral',
      (name) => `tokens that carry \`${name}\` are no longer ${refuses.before ? 'refused' : 'counted'}`,
    ],
  });
  if (before.action === after.action) return names;
  const action = refuses.after
    ? change(
        'tighter',
        'claims.forbidden.action',
        'tokens that carry a forbidden claim are now refused, not only counted',
      )
    : change(
        'looser',
        'claims.forbidden.action',
        'tokens that carry a forbidden claim are only counted, no longer refused',
      );
  return [...names, action];
}
