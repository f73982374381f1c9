import type { FailureReason } from '@accord/contract';
import type { CompiledPolicy } from './compiled-policy.js';
import { refused, type RefusingContract } from './refused.js';
import { readBareToken, readHeader, type RequestReading } from './request.js';
import type { Policy, RefusedVerdict } from './verdict.js';

/**
 * The reasons of group 2: there is no contract to judge by.
 *
 * @example
 * ```ts
 * import { type ContractReason, refusingPolicy } from '@accord/validator';
 *
 * export const standIn = (reason: ContractReason) => refusingPolicy(reason, null);
 * ```
 */
export type ContractReason = 'contract_missing' | 'contract_invalid' | 'contract_stale';

const NO_CONTRACT: RefusingContract = { contractVersion: 0, enforcement: 'enforce', dpop: 'off' };

/**
 * Stands in while no contract may be applied: group 1 is still answered first, everything else is refused with
 * the reason. `inForce` is the policy that went stale, so that verdicts carry what it says of itself.
 *
 * @example
 * ```ts
 * import { refusingPolicy } from '@accord/validator';
 *
 * const verdict = refusingPolicy('contract_missing', null).verify('a.b.c');
 * console.log(verdict.ok ? '' : verdict.reason); // contract_missing
 * ```
 */
export function refusingPolicy(reason: ContractReason, inForce: CompiledPolicy | null): Policy {
  const answer = (found: FailureReason): RefusedVerdict => refused(found, inForce ?? NO_CONTRACT);
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
