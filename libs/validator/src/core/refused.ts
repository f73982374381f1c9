import { failureGroup, type FailureGroup, type FailureReason } from '@accord/contract';
import { detailOf } from './detail.js';
import { UNKNOWN, type RefusedVerdict, type ShadowVerdict, type VerdictNote } from './verdict.js';

const VERIFIED_GROUPS: ReadonlySet<FailureGroup> = new Set([
  'type',
  'claims',
  'binding',
  'revocation',
  'authorization',
]);

/** What every refusal says of the contract in force. */
export type RefusingContract = Pick<RefusedVerdict, 'contractVersion' | 'enforcement' | 'dpop'>;

/** What is known of a refused request beside its reason. */
export interface RefusalContext {
  readonly issuer?: string | undefined;
  readonly kid?: string | undefined;
  readonly alg?: string | undefined;
  readonly furtherReasons?: readonly FailureReason[];
  readonly notes?: readonly VerdictNote[];
  readonly requiredScopes?: readonly string[];
  readonly acrValues?: readonly string[];
  readonly about?: string | undefined;
  readonly shadow?: ShadowVerdict | null;
}

const NOTHING: RefusalContext = Object.freeze({});

/**
 * A refusal, with everything that was not found out filled in as unknown. The contract comes apart from the rest: anybody
 * can send what is refused, and to spread one object into another costs more than all else of an early refusal.
 */
export function refused(
  reason: FailureReason,
  contract: RefusingContract,
  context: RefusalContext = NOTHING,
): RefusedVerdict {
  const group = failureGroup(reason);
  return {
    ok: false,
    reason,
    group,
    verified: VERIFIED_GROUPS.has(group),
    furtherReasons: context.furtherReasons ?? [],
    issuer: context.issuer ?? UNKNOWN,
    kid: context.kid ?? UNKNOWN,
    alg: context.alg ?? UNKNOWN,
    contractVersion: contract.contractVersion,
    enforcement: contract.enforcement,
    notes: context.notes ?? [],
    detail: detailOf(reason, context.about),
    requiredScopes: context.requiredScopes ?? [],
    acrValues: context.acrValues ?? [],
    dpop: contract.dpop,
    shadow: context.shadow ?? null,
  };
}
