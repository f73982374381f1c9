import type { Verdict, VerifyRequest } from '../core/verdict.js';
import type { PolicySource } from './events.js';
import type { Staleness } from './freshness.js';
import type { ClientErrorCode } from './policy-keeper.js';
import type { LastPoll } from './poll-loop.js';
import type { VerdictCount } from './report-accumulator.js';
import type { ReportStatus } from './report-sender.js';

/**
 * A request, and the id under which its verdict is to be found in the log.
 *
 * @example
 * ```ts
 * import type { RequestContext } from '@accord/validator';
 *
 * export const context: RequestContext = { method: 'GET', path: '/payments', correlationId: 'request-1' };
 * ```
 */
export interface RequestContext extends VerifyRequest {
  readonly correlationId?: string;
}

/**
 * What the client knows about itself, for a health endpoint. Times are epoch seconds.
 *
 * @example
 * ```ts
 * import type { ValidatorStatus } from '@accord/validator';
 *
 * export const isHealthy = ({ policy, error }: ValidatorStatus): boolean => policy?.staleness === 'fresh' && error === null;
 * ```
 */
export interface ValidatorStatus {
  readonly instance: string;
  /** null until a policy is in force. */
  readonly policy: {
    readonly service: string;
    readonly environment: string;
    readonly version: number;
    readonly contractVersion: number;
    readonly enforcement: Verdict['enforcement'];
    readonly source: PolicySource;
    readonly staleness: Staleness;
    /** Seconds since the control plane last proved that this is the current policy. */
    readonly ageSeconds: number;
  } | null;
  /** Why the last bundle was refused, or null. */
  readonly error: ClientErrorCode | null;
  readonly lastPoll: LastPoll | null;
  readonly reports: ReportStatus;
  /** Requests judged since the start. */
  readonly requests: number;
  /** The same by outcome, and shadow verdicts beside them. */
  readonly verdicts: readonly VerdictCount[];
}

/**
 * A validator that keeps itself up to date.
 *
 * @example
 * ```ts
 * import type { Validator } from '@accord/validator';
 *
 * export async function stop(validator: Validator): Promise<void> {
 *   await validator.close({ deadlineSeconds: 3 });
 *   console.log('judged', validator.status().requests);
 * }
 * ```
 */
export interface Validator {
  /** The bundle version in force, or null. */
  readonly version: number | null;
  /**
   * Resolves when a policy is in force, from the control plane, the cache or the bootstrap bundle. Until then
   * every request is refused with `contract_missing`, so awaiting it is a choice.
   * @throws ValidatorNotReady after `timeoutSeconds`, or when the validator is closed first
   */
  ready(options?: { readonly timeoutSeconds?: number }): Promise<void>;
  /** Judges a bare token under the policy in force, and counts the verdict. Synchronous; never throws. */
  verify(token: string | undefined, request?: RequestContext): Verdict;
  /** Judges the values of the `Authorization` header (RFC 6750 §2.1). Synchronous; never throws. */
  verifyAuthorization(header: string | readonly string[] | undefined, request?: RequestContext): Verdict;
  status(): ValidatorStatus;
  /**
   * Stops polling, sends the last report, says good-bye to the control plane and waits for the disk, all within
   * the deadline (default 5 seconds). Verdicts stay possible with the last policy, but are no longer reported.
   */
  close(options?: { readonly deadlineSeconds?: number }): Promise<void>;
}

/**
 * Thrown by {@link Validator.ready}.
 *
 * @example
 * ```ts
 * import { type Validator, ValidatorNotReady } from '@accord/validator';
 *
 * export async function start(validator: Validator): Promise<void> {
 *   try {
 *     await validator.ready({ timeoutSeconds: 10 });
 *   } catch (error) {
 *     if (error instanceof ValidatorNotReady) console.warn(error.message); // requests get 503 until a policy comes
 *   }
 * }
 * ```
 */
export class ValidatorNotReady extends Error {
  override readonly name = 'ValidatorNotReady';
}
