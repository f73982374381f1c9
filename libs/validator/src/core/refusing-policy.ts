import type { FailureReason } from '@accord/contract';
import type { CompiledPolicy } from './compiled-policy.js';
import { refused } from './refused.js';
import { readBareToken, readHeader, type RequestReading } from './request.js';
import type { Policy, RefusedVerdict } from './verdict.js';

/** The reasons of group 2: there is no contract to judge by. */
export type ContractReason = 'contract_missing' | 'contract_invalid' | 'contract_stale';

/**
 * Stands in while no contract may be applied: group 1 is still answered first, everything else is refused with
 * the reason. `inForce` is the policy that went stale, so that verdicts carry its version and its enforcement.
 */
export function refusingPolicy(reason: ContractReason, inForce: CompiledPolicy | null): Policy {
  const answer = (found: FailureReason): RefusedVerdict =>
    refused(found, {
      contractVersion: inForce?.contractVersion ?? 0,
      enforcement: inForce?.enforcement ?? 'enforce',
    });
  const judge = (reading: RequestReading): RefusedVerdict => answer(reading.ok ? reason : reading.reason);
  const guarded = (read: () => RequestReading): RefusedVerdict => {
    try {
      return judge(read());
    } catch {
      return answer('validator_error');
    }
  };
  return {
    verify: (token, request) => guarded(() => readBareToken(token, request)),
    verifyAuthorization: (header, request) => guarded(() => readHeader(header, request, true)),
  };
}
