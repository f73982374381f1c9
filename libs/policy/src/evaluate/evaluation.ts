import type { FailureReason, NoteKind } from '@accord/contract';
import type { Claims } from './claims.js';
import type { RequestPath } from './request-path.js';
import type { RevocationIndex } from './revocations.js';
import type { CompiledRoute } from './routes.js';
import type { CompiledRules, IssuerRules } from './rules.js';
import type { TokenFacts } from './token-facts.js';

/** A token whose signature holds, made by an issuer that the contract names. */
export interface VerifiedToken {
  readonly issuer: IssuerRules;
  /** The `typ` header; undefined when absent. */
  readonly typ: string | undefined;
  readonly claims: Claims;
  /** Tokens of this issuer with iat below it, or without iat, are revoked. */
  readonly notBefore: number | null;
}

/**
 * What the request proved about its sender: a key thumbprint (RFC 9449 §6, RFC 8705 §3.1), null when the proof does
 * not hold, undefined when there was none.
 */
export interface BindingFacts {
  /** Whether the token came with the DPoP scheme: only one that is bound may. */
  readonly dpopScheme: boolean;
  readonly dpop: string | null | undefined;
  readonly mtls: string | null | undefined;
}

export interface EvaluationContext {
  /** Whole seconds since the epoch. */
  readonly now: number;
  /** null when the caller gave no request: routes are then unmatched. */
  readonly request: { readonly method: string; readonly path: RequestPath } | null;
  readonly binding: BindingFacts;
  readonly revocations: RevocationIndex;
}

/** A failing check. `about` is a claim's name as the contract or the RFC spells it. */
export interface Failure {
  readonly reason: FailureReason;
  readonly about?: string;
}

export interface Note {
  readonly note: NoteKind;
  readonly value?: string;
}

export interface Evaluation {
  /** null: accepted. */
  readonly failure: Failure | null;
  /** The other failing checks, in evaluation order, each once. */
  readonly furtherReasons: readonly FailureReason[];
  readonly notes: readonly Note[];
  /** The scopes that the contract asks of this request, whether granted or not. */
  readonly requiredScopes: readonly string[];
}

/** What every check reads. */
export interface Subject {
  readonly token: VerifiedToken;
  readonly rules: CompiledRules;
  readonly context: EvaluationContext;
  readonly facts: TokenFacts;
  readonly matched: readonly CompiledRoute[];
  /** Whether a route names the request as it was sent. */
  readonly named: boolean;
}

/** A check reports each failure in the order of the failure-reasons list; it never relies on another check. */
export type Check = (subject: Subject, fail: (reason: FailureReason, about?: string) => void) => void;
