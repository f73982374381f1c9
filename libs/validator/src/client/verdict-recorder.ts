import type { FailureReason, Outcome } from '@accord/contract';
import type { Verdict } from '../core/verdict.js';
import type { Emit } from './events.js';
import { callHook } from './hooks.js';
import type { ReportAccumulator } from './report-accumulator.js';

/**
 * One verdict for a log: what leads from a refused request to its reason. Never holds anything secret.
 *
 * @example
 * ```ts
 * import type { VerdictEntry } from '@accord/validator';
 *
 * export const isAttack = ({ outcome }: VerdictEntry): boolean => outcome === 'alg_none' || outcome === 'bad_signature';
 * ```
 */
export interface VerdictEntry {
  readonly outcome: Outcome;
  /** A sentence for people; null when the token was accepted. */
  readonly detail: string | null;
  /** What else failed, where the signature held. */
  readonly furtherReasons: readonly FailureReason[];
  /** Whether the token's signature held. */
  readonly verified: boolean;
  readonly enforcement: Verdict['enforcement'];
  readonly issuer: string;
  readonly kid: string;
  readonly alg: string;
  readonly contractVersion: number;
  /** The bundle version in force, or null. */
  readonly bundleVersion: number | null;
  /** What the caller of the service got as `X-Request-Id`; null where the adapter or caller gave none. */
  readonly correlationId: string | null;
}

/**
 * Told about one verdict, inside the request.
 *
 * @example
 * ```ts
 * import type { OnVerdict } from '@accord/validator';
 *
 * export const onVerdict: OnVerdict = (entry) => {
 *   if (entry.outcome !== 'accepted') console.warn(JSON.stringify(entry));
 * };
 * ```
 */
export type OnVerdict = (entry: VerdictEntry) => void;

/** Counts a verdict, and its shadow beside it, for the next report. */
export function countVerdict(accumulator: ReportAccumulator, verdict: Verdict): void {
  const { issuer, kid, alg, contractVersion, enforcement, shadow } = verdict;
  accumulator.count({
    mode: enforcement === 'enforce' ? 'enforced' : 'report_only',
    outcome: outcomeOf(verdict),
    issuer,
    kid,
    alg,
    contract_version: contractVersion,
  });
  for (const { note, value } of verdict.notes) accumulator.note(note, value);
  if (!shadow) return;
  accumulator.count({
    mode: 'shadow',
    outcome: shadow.outcome,
    issuer: shadow.issuer,
    kid: shadow.kid,
    alg: shadow.alg,
    contract_version: shadow.contractVersion,
  });
}

/** Tells the hook about a verdict; a failure of it is an event, not an answer. */
export function tellVerdict(
  onVerdict: OnVerdict,
  emit: Emit,
  verdict: Verdict,
  bundleVersion: number | null,
  correlationId: string | null,
): void {
  const { enforcement, issuer, kid, alg, contractVersion } = verdict;
  const entry: VerdictEntry = {
    outcome: outcomeOf(verdict),
    detail: verdict.ok ? null : verdict.detail,
    furtherReasons: verdict.ok ? [] : verdict.furtherReasons,
    verified: verdict.ok || verdict.verified,
    enforcement,
    issuer,
    kid,
    alg,
    contractVersion,
    bundleVersion,
    correlationId,
  };
  callHook(
    () => onVerdict(entry),
    (error) => emit({ type: 'internal_error', where: 'onVerdict', error }),
  );
}

function outcomeOf(verdict: Verdict): Outcome {
  return verdict.ok ? 'accepted' : verdict.reason;
}
