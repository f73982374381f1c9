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

/** What is known of a refused request beside its reason. */
export interface RefusalContext {
  readonly contractVersion: number;
  readonly enforcement: RefusedVerdict['enforcement'];
  readonly issuer?: string | undefined;
  readonly kid?: string | undefined;
  readonly alg?: string | undefined;
  readonly furtherReasons?: readonly FailureReason[];
  readonly notes?: readonly VerdictNote[];
  readonly requiredScopes?: readonly string[];
  readonly acrValues?: readonly string[];
  readonly dpop?: RefusedVerdict['dpop'];
  readonly about?: string | undefined;
  readonly shadow?: ShadowVerdict | null;
}

/** A refusal, with everything that was not found out filled in as unknown. */
export function refused(reason: FailureReason, context: RefusalContext): RefusedVerdict {
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
    contractVersion: context.contractVersion,
    enforcement: context.enforcement,
    notes: context.notes ?? [],
    detail: detailOf(reason, context.about),
    requiredScopes: context.requiredScopes ?? [],
    acrValues: context.acrValues ?? [],
    dpop: context.dpop ?? 'off',
    shadow: context.shadow ?? null,
  };
}
