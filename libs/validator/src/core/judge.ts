import type { FailureReason } from '@accord/contract';
import {
  evaluate,
  evaluateAgain,
  readFacts,
  type BindingFacts,
  type Evaluation,
  type EvaluationContext,
  type RevocationIndex,
} from '@accord/policy';
import { checkToken, type CheckedToken, type Labels, type SignatureMemo } from './check-token.js';
import type { CompiledContract } from './compiled-contract.js';
import { sha256 } from './node-crypto.js';
import type { Claims, VerdictNote } from './verdict.js';

/** A request as the judge sees it: group 1 has passed. */
export interface JudgeRequest {
  readonly token: string;
  readonly request: EvaluationContext['request'];
  readonly now: number;
  readonly revocations: RevocationIndex;
  /** What the request proves about its sender, as far as the contract asks. */
  readonly binding: (contract: CompiledContract) => BindingFacts;
  /** Shared between the enforced and the shadow contract, so that a signature is checked once. */
  readonly signatures: SignatureMemo;
}

export type Judgement = { readonly labels: Readonly<Labels>; readonly notes: readonly VerdictNote[] } & (
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
  const known = contract.tokens.recall(asked.token, asked.now);
  if (known) {
    const { checked, facts } = known;
    return conclude(
      checked,
      evaluateAgain(checked, contract.rules, contextOf(contract, checked, asked), facts),
    );
  }
  const checked = checkToken(contract, asked.token, asked.signatures);
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
  const evaluation = evaluate(checked, contract.rules, contextOf(contract, checked, asked), facts);
  if (evaluation.failure === null && typeof facts.exp === 'number')
    contract.tokens.keep(asked.token, { checked, facts }, facts.exp, asked.now);
  return conclude(checked, evaluation);
}

function contextOf(
  contract: CompiledContract,
  { notBefore }: CheckedToken,
  { now, request, binding, revocations }: JudgeRequest,
): EvaluationContext {
  return { now, request, binding: binding(contract), revocations, notBefore, hash: sha256 };
}

function conclude({ claims, labels }: CheckedToken, evaluation: Evaluation): Judgement {
  const { failure, notes, furtherReasons, requiredScopes } = evaluation;
  if (failure === null) return { ok: true, claims, labels, notes };
  return { ...failure, ok: false, labels, notes, furtherReasons, requiredScopes };
}
