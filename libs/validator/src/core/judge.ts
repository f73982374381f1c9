import type { FailureReason } from '@accord/contract';
import { evaluate, type BindingFacts, type EvaluationContext, type RevocationIndex } from '@accord/policy';
import type { CompiledContract } from './compiled-contract.js';
import type { VerificationKey } from './keys.js';
import { sha256 } from './node-crypto.js';
import { parseHeader, parsePayload, splitToken, type TokenParts } from './parse-token.js';
import type { Claims, VerdictNote } from './verdict.js';

/** A request as the judge sees it: group 1 has passed. */
export interface JudgeRequest {
  readonly token: string;
  readonly request: EvaluationContext['request'];
  readonly now: number;
  readonly revocations: RevocationIndex;
  /** Called only when a contract asks for sender constraints. */
  readonly binding: (contract: CompiledContract) => BindingFacts;
  /** Shared between the enforced and the shadow contract, so that a signature is checked once. */
  readonly signatures: SignatureMemo;
}

/** What is known so far, as far as the bundle knows it too. */
export interface Labels {
  issuer?: string;
  kid?: string;
  alg?: string;
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

/** Remembers, within one request, whether a signature held under a key. */
export class SignatureMemo {
  readonly #results = new Map<string, boolean>();

  holds(key: VerificationKey, parts: TokenParts): boolean {
    const id = `${key.alg} ${key.thumbprint}`;
    const known = this.#results.get(id);
    if (known !== undefined) return known;
    const result = key.check(Buffer.from(parts.signingInput, 'latin1'), parts.signature);
    this.#results.set(id, result);
    return result;
  }
}

/** Groups 3 to 13 of the failure reasons, under one contract. */
export function judge(contract: CompiledContract, asked: JudgeRequest): Judgement {
  const labels: Labels = {};
  const refuse = (reason: FailureReason): Judgement => ({
    ok: false,
    reason,
    labels,
    notes: [],
    furtherReasons: [],
    requiredScopes: [],
  });
  const { rules } = contract;
  const { max_token_bytes: maxBytes, max_depth: maxDepth } = rules.contract.limits;

  const parts = splitToken(asked.token, maxBytes);
  if (!parts.ok) return refuse(parts.reason);
  const header = parseHeader(parts.value.header, maxDepth, rules.algorithms);
  if (!header.ok) return refuse(header.reason);
  const { alg, kid, typ } = header.value;
  labels.alg = alg;
  const payload = parsePayload(parts.value.payload, maxDepth);
  if (!payload.ok) return refuse(payload.reason);
  const claims = payload.value;

  const iss = Object.hasOwn(claims, 'iss') ? claims['iss'] : undefined;
  if (iss === undefined) return refuse('iss_missing');
  const issuer = typeof iss === 'string' ? rules.issuers.get(iss) : undefined;
  const compiled = typeof iss === 'string' ? contract.issuers.get(iss) : undefined;
  if (issuer === undefined || compiled === undefined) return refuse('wrong_iss');
  labels.issuer = issuer.issuer;
  if (compiled.keys.knows(kid)) labels.kid = kid;
  if (!issuer.algorithms.has(alg)) return refuse('alg_not_allowed');
  const found = compiled.keys.find(kid, alg);
  if (!found.ok) return refuse(found.reason);
  if (!asked.signatures.holds(found.key, parts.value)) return refuse('bad_signature');

  const evaluation = evaluate({ issuer, typ, claims }, rules, {
    now: asked.now,
    request: asked.request,
    binding: asked.binding(contract),
    revocations: asked.revocations,
    notBefore: compiled.notBefore,
    hash: sha256,
  });
  const { failure, notes } = evaluation;
  return failure === null
    ? { ok: true, claims, labels, notes }
    : { ...evaluation, ...failure, ok: false, labels, notes };
}
