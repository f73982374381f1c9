import type { FailureReason } from '@accord/contract';
import { valid } from './claims.js';
import type { Check } from './evaluation.js';

type Mode = 'off' | 'optional' | 'required';

/** Group 11: sender constraints (RFC 9449 §7.1, RFC 8705 §3). */
export const checkBinding: Check = ({ rules, context, facts }, fail) => {
  const { dpop, mtls } = rules.contract.binding;
  if (dpop === 'off' && mtls === 'off') return;
  const proven = context.binding;
  const jkt = valid(facts.jkt);
  const reasons = [
    // A DPoP request with a token that is not bound proves nothing (RFC 9449 §7.1); a certificate may just be there.
    jkt === undefined && dpop !== 'off' && (proven.dpopScheme || proven.dpop !== undefined)
      ? 'binding_missing'
      : bindingFailure(dpop, jkt, proven.dpop),
    bindingFailure(mtls, valid(facts.x5t), proven.mtls),
  ];
  // Missing comes before mismatch in the list of reasons, whichever of the two constraints it concerns.
  if (reasons.includes('binding_missing')) fail('binding_missing', 'cnf');
  if (reasons.includes('binding_mismatch')) fail('binding_mismatch', 'cnf');
};

/** Optional: a token that is bound must be proven; one that is not bound passes. */
function bindingFailure(
  mode: Mode,
  bound: string | undefined,
  proven: string | null | undefined,
): FailureReason | null {
  if (mode === 'off') return null;
  if (bound === undefined) return mode === 'required' ? 'binding_missing' : null;
  if (proven === undefined) return 'binding_missing';
  return proven === bound ? null : 'binding_mismatch';
}
