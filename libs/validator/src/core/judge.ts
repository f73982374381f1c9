import type { FailureReason } from '@accord/contract';
import { evaluate, evaluateAgain, readFacts, type Evaluation, type EvaluationContext } from '@accord/policy';
import { checkToken, type CheckedToken, type SignatureMemo } from './check-token.js';
import type { CompiledContract } from './compiled-contract.js';
import type { Labels } from './keys.js';
import type { Claims, VerdictNote } from './verdict.js';

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

/**
 * Groups 3 to 13 of the failure reasons, under one contract. `signatures` is shared between the enforced and the shadow
 * contract, so that a signature is checked once.
 */
export function judge(
  contract: CompiledContract,
  token: string,
  context: EvaluationContext,
  signatures: SignatureMemo,
): Judgement {
  const known = contract.tokens.recall(token, context.now);
  if (known)
    return conclude(known.checked, evaluateAgain(known.checked, contract.rules, context, known.facts));
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
  const evaluation = evaluate(checked, contract.rules, context, facts);
  if (evaluation.failure === null && typeof facts.exp === 'number')
    contract.tokens.keep(token, { checked, facts }, facts.exp, context.now);
  return conclude(checked, evaluation);
}

function conclude({ claims, labels }: CheckedToken, evaluation: Evaluation): Judgement {
  const { failure, notes, furtherReasons, requiredScopes } = evaluation;
  if (failure === null) return { ok: true, claims, labels, notes };
  return { ...failure, ok: false, labels, notes, furtherReasons, requiredScopes };
}
