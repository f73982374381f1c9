/** The synchronous core: from a bundle and a request to a verdict, without I/O. */
export { answerFor, type Answer, type AnswerBody, type AnswerOptions } from './core/answer.js';
export { BundleRefused, type BundleRefusedCode } from './core/bundle-refused.js';
export { compile } from './core/compile.js';
export type { Clock, CompiledPolicy, CompileOptions } from './core/compiled-policy.js';
export { type AcceptedClaims, type ClaimsOf, defineContract, type Register } from './core/contract-claims.js';
export { refusingPolicy, type ContractReason } from './core/refusing-policy.js';
export type {
  AcceptedVerdict,
  Claims,
  JsonValue,
  Policy,
  RefusedVerdict,
  ShadowVerdict,
  Verdict,
  VerdictLabels,
  VerdictNote,
  VerifyRequest,
} from './core/verdict.js';
