import type { BundlePayload, FailureReason } from '@accord/contract';
import type { InspectedVerdict } from '@accord/contract/http';
import { compile, refusingPolicy, type Policy, type Verdict, type VerifyRequest } from '@accord/validator';

/** A token with everything else that its verdict depends on. `at`: epoch seconds. */
export interface InspectedToken {
  readonly token: string;
  readonly at: number;
  readonly request: VerifyRequest | undefined;
}

/** What a service would say with this bundle in force: the validator's own code, with a clock that stands at `at`. */
export function judgeWith(payload: BundlePayload | null, { token, at, request }: InspectedToken): Verdict {
  return policyOf(payload, at).verify(token, request);
}

function policyOf(payload: BundlePayload | null, at: number): Policy {
  if (payload === null) return refusingPolicy('contract_missing', null);
  try {
    return compile(payload, { clock: () => at });
  } catch {
    return refusingPolicy('contract_invalid', null);
  }
}

/** The verdict as the API tells it: no claim, nothing of the token. */
export function verdictView(verdict: Verdict): InspectedVerdict {
  const furtherReasons: readonly FailureReason[] = verdict.ok ? [] : verdict.furtherReasons;
  return {
    outcome: verdict.ok ? 'accepted' : verdict.reason,
    verified: verdict.ok || verdict.verified,
    enforcement: verdict.enforcement,
    contract_version: verdict.contractVersion,
    further_reasons: [...furtherReasons],
  };
}
