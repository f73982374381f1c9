import type { FailureReason } from '@accord/contract';
import {
  evaluate,
  evaluateAgain,
  readFacts,
  type Evaluation,
  type EvaluationContext,
  type RevocationIndex,
} from '@accord/policy';
import type { Presentation } from './authorization-header.js';
import { bindingFacts } from './binding-facts.js';
import { checkToken, type CheckedToken, type SignatureMemo } from './check-token.js';
import type { CompiledContract } from './compiled-contract.js';
import type { Labels } from './keys.js';
import type { Claims, VerdictNote, VerifyRequest } from './verdict.js';

/** A request as the judge sees it: group 1 has passed. */
export interface JudgeRequest {
  readonly token: string;
  /** undefined for a bare token. */
  readonly presentation: Presentation | undefined;
  readonly request: EvaluationContext['request'];
  /** The same as the caller gave it. */
  readonly sent: VerifyRequest | undefined;
  readonly now: number;
  readonly revocations: RevocationIndex;
  /** Shared between the enforced and the shadow contract, so that a signature is checked once. */
  readonly signatures: SignatureMemo;
}

export type Judgement = { readonly labels: Labels; readonly notes: readonly VerdictNote[] } & (
  | { readonly ok: true; readonly claims: Claims }
  | {
      readonly ok: false;
      readonly reason: FailureReason;
      readonly about?: string;
      readonly furtherReasons: readonly FailureReason[];
      readonly requiredScopes: readonly string[];
    }
);

const NOTHING: readonly never[] = [];

/** Groups 3 to 13 of the failure reasons, under one contract. */
export function judge(contract: CompiledContract, asked: JudgeRequest): Judgement {
  const { token, now, signatures } = asked;
  const known = contract.tokens.recall(token, now);
  if (known) {
    const { checked, facts } = known;
    return conclude(checked, evaluateAgain(checked, contract.rules, contextOf(contract, asked), facts));
  }
  const checked = checkToken(contract, token, signatures);
  if (!checked.ok) {
    const { reason, labels } = checked;
    return {
      ok: false,
      reason,
      labels,
      notes: NOTHING,
      furtherReasons: NOTHING,
      requiredScopes: NOTHING,
    };
  }
  const facts = readFacts(checked, contract.rules);
  const evaluation = evaluate(checked, contract.rules, contextOf(contract, asked), facts);
  if (evaluation.failure === null && typeof facts.exp === 'number')
    contract.tokens.keep(token, { checked, facts }, facts.exp, now);
  return conclude(checked, evaluation);
}

function contextOf(contract: CompiledContract, asked: JudgeRequest): EvaluationContext {
  const { now, request, revocations } = asked;
  return { now, request, binding: bindingFacts(contract, asked), revocations };
}

function conclude({ claims, labels }: CheckedToken, evaluation: Evaluation): Judgement {
  const { failure, notes, furtherReasons, requiredScopes } = evaluation;
  if (failure === null) return { ok: true, claims, labels, notes };
  return { ...failure, ok: false, labels, notes, furtherReasons, requiredScopes };
}
