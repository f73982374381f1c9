export { evaluate, evaluateAgain } from './evaluate/evaluate.js';
export { readFacts, type TokenFacts } from './evaluate/token-facts.js';
export type {
  BindingFacts,
  Evaluation,
  EvaluationContext,
  Failure,
  Note,
  VerifiedToken,
} from './evaluate/evaluation.js';
export type { Claims } from './evaluate/claims.js';
export { mediaType } from './evaluate/media-type.js';
export { readPath, type RequestPath } from './evaluate/request-path.js';
export { indexRevocations, revocationId, type Hash, type RevocationIndex } from './evaluate/revocations.js';
export { compileRules, type CompiledRules, type IssuerRules } from './evaluate/rules.js';
export { canonicalContract, contractHash } from './contract/contract-hash.js';
export { normalizeContract } from './contract/normalize-contract.js';
export { brokenBy, checkBaseline } from './lint/baseline-findings.js';
export type { KnownIssuer } from './lint/issuer-findings.js';
export { algorithmFits, certainAlgorithms, type KeyKind } from './lint/key-algorithms.js';
export { lintContract, type LintContext } from './lint/lint-contract.js';
export { schemaFindings } from './lint/schema-findings.js';
export { diffContracts } from './diff/diff-contracts.js';
export {
  CHECK_STEPS,
  stepStates,
  type CheckStep,
  type JudgedToken,
  type StepState,
} from './explain/check-list.js';
export type { Explanation, ExplainFacts } from './explain/explanation.js';
export { explainFailure } from './explain/explain-failure.js';
export { ISSUER_PRESETS, presetOfIssuer, withPreset, type IssuerPreset } from './presets/issuer-presets.js';
export { routesFor, type RouteAnswer } from './evaluate/routes-for.js';
