import type { BindingFacts } from '@accord/policy';
import type { CompiledContract } from './compiled-contract.js';
import { provenKey } from './dpop.js';
import type { JudgeRequest } from './judge.js';

const NOTHING_PROVEN: BindingFacts = { dpopScheme: false, dpop: undefined, mtls: undefined };

/**
 * What the request proves about its sender, as far as the contract asks. Checking a proof costs more than a token, and
 * anybody can send one with a key of their own: only for a token that itself holds.
 */
export function bindingFacts(
  contract: CompiledContract,
  { token: accessToken, presentation, sent, now }: JudgeRequest,
): BindingFacts {
  const mtls = sent?.mtls?.certificateThumbprint;
  const { dpop: mode } = contract.rules.contract.binding;
  if (mode === 'off' && mtls === undefined) return NOTHING_PROVEN;
  // RFC 9449 §7.2: a proof beside the Bearer scheme does not make it a DPoP request.
  if (mode === 'off' || presentation === 'bearer') return { dpopScheme: false, dpop: undefined, mtls };
  const dpopScheme = presentation === 'dpop';
  if (sent?.dpop === undefined) return { dpopScheme, dpop: undefined, mtls };
  return { dpopScheme, dpop: provenKey(sent.dpop, { accessToken, now, method: sent.method }), mtls };
}
