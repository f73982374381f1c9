import type { BundlePayload, FailureReason } from '@accord/contract';
import type { InspectedVerdict } from '@accord/contract/http';
import {
  compile,
  refusingPolicy,
  type ContractReason,
  type Policy,
  type Verdict,
  type VerifyRequest,
} from '@accord/validator';
import { vouchFor } from './vouched-claims.js';

/** What was pasted, with everything else that its verdict depends on. `at`: epoch seconds. */
export interface Inspected {
  readonly pasted: { readonly token: string } | { readonly claims: string };
  readonly at: number;
  readonly request: VerifyRequest | undefined;
}

/** A verdict with what it was made from: of claims alone, a token that was made around them. */
export interface Judged extends Omit<Inspected, 'pasted'> {
  readonly verdict: Verdict;
  readonly token: string;
  readonly payload: BundlePayload | null;
  readonly claimsOnly: boolean;
}

/** What a service would say with this bundle in force: the validator's own code, with a clock that stands at `at`. */
export async function judgeWith(
  bundle: BundlePayload | null,
  refusal: ContractReason,
  { pasted, ...inspected }: Inspected,
): Promise<Judged> {
  const claimsOnly = 'claims' in pasted;
  const { token, payload } = claimsOnly
    ? await vouchFor(pasted.claims, bundle)
    : { token: pasted.token, payload: bundle };
  const policy = payload === null ? refusingPolicy(refusal, null) : policyOf(payload, inspected.at);
  return { ...inspected, token, payload, claimsOnly, verdict: policy.verify(token, inspected.request) };
}

function policyOf(payload: BundlePayload, at: number): Policy {
  try {
    return compile(payload, { clock: () => at });
  } catch {
    return refusingPolicy('contract_invalid', null);
  }
}

/** The verdict as the API tells it: no claim, nothing of the token. */
export function verdictView({ verdict, claimsOnly }: Judged): InspectedVerdict {
  const furtherReasons: readonly FailureReason[] = verdict.ok ? [] : verdict.furtherReasons;
  return {
    outcome: verdict.ok ? 'accepted' : verdict.reason,
    verified: !claimsOnly && (verdict.ok || verdict.verified),
    enforcement: verdict.enforcement,
    contract_version: verdict.contractVersion,
    further_reasons: [...furtherReasons],
  };
}
