import type { BundlePayload, FailureReason, Outcome } from '@accord/contract';
import type { BindingFacts, EvaluationContext, RevocationIndex } from '@accord/policy';
import type { Presentation } from './authorization-header.js';
import type { CompiledContract } from './compiled-contract.js';
import type { CompiledPolicy, CompileOptions } from './compiled-policy.js';
import { provenKey } from './dpop.js';
import { SignatureMemo } from './check-token.js';
import { judge, type Judgement } from './judge.js';
import type { Labels } from './keys.js';
import { refused } from './refused.js';
import { readBareToken, readHeader, type ReadRequest, type RequestReading } from './request.js';
import {
  UNKNOWN,
  type ShadowVerdict,
  type Verdict,
  type VerdictNote,
  type VerifyRequest,
} from './verdict.js';

/** A request as one contract reads it, and with which scheme the token came. */
type Reading = RequestReading & { readonly presentation?: Presentation };

/**
 * A bundle in force. Beside the bundle it holds only what spares work, tokens and headers that were accepted before:
 * equal input gives equal verdicts.
 */
export class BundlePolicy implements CompiledPolicy {
  readonly service: string;
  readonly environment: string;
  readonly bundleVersion: number;
  readonly issuedAt: number;
  readonly contractVersion: number;
  readonly contractHash: string;
  readonly shadowVersion: number | null;
  readonly enforcement: CompiledPolicy['enforcement'];
  readonly staleness: CompiledPolicy['staleness'];
  readonly hints: BundlePayload['hints'];
  readonly #contract: CompiledContract;
  readonly #shadow: CompiledContract | null;
  readonly #revocations: RevocationIndex;
  readonly #options: CompileOptions;

  constructor(
    bundle: BundlePayload,
    contract: CompiledContract,
    shadow: CompiledContract | null,
    revocations: RevocationIndex,
    options: CompileOptions,
  ) {
    this.service = bundle.service;
    this.environment = bundle.environment;
    this.bundleVersion = bundle.version;
    this.issuedAt = bundle.issued_at;
    this.contractVersion = contract.version;
    this.contractHash = contract.hash;
    this.shadowVersion = shadow?.version ?? null;
    this.enforcement = bundle.contract.enforcement;
    const { soft_seconds: softSeconds, hard_seconds: hardSeconds } = bundle.contract.staleness;
    this.staleness = { softSeconds, hardSeconds };
    this.hints = bundle.hints;
    this.#contract = contract;
    this.#shadow = shadow;
    this.#revocations = revocations;
    this.#options = options;
  }

  verify(token: string | undefined, request?: VerifyRequest): Verdict {
    try {
      return this.#judge(readBareToken(token, request), request);
    } catch (error) {
      return this.#failed(error);
    }
  }

  verifyAuthorization(header: string | readonly string[] | undefined, request?: VerifyRequest): Verdict {
    try {
      const reading = readHeader(header, request, acceptsDpop(this.#contract));
      const shadow = this.#shadow ?? this.#contract;
      const readsAlike = acceptsDpop(shadow) === acceptsDpop(this.#contract);
      const forShadow = readsAlike ? reading : readHeader(header, request, acceptsDpop(shadow));
      return this.#judge(reading, request, forShadow);
    } catch (error) {
      return this.#failed(error);
    }
  }

  #judge(reading: Reading, request: VerifyRequest | undefined, forShadow = reading): Verdict {
    const signatures = new SignatureMemo();
    if (!reading.ok) {
      const shadow = forShadow.ok ? this.#shadowVerdict(forShadow, request, this.#now(), signatures) : null;
      return refused(reading.reason, { ...this.#base(), shadow });
    }
    const now = this.#now();
    const context = this.#contextOf(this.#contract, reading, request, now);
    const judgement = judge(this.#contract, reading.token, context, signatures);
    const shadow = forShadow.ok
      ? this.#shadowVerdict(forShadow, request, now, signatures)
      : this.#shadowRefusal(forShadow.reason);
    return this.#verdict(judgement, shadow);
  }

  /** Every comparison with NaN is false, so a broken clock would let expired tokens pass. */
  #now(): number {
    const now = this.#options.clock();
    if (!Number.isSafeInteger(now)) throw new TypeError('The clock must give whole seconds');
    return now;
  }

  #contextOf(
    contract: CompiledContract,
    reading: ReadRequest & Reading,
    request: VerifyRequest | undefined,
    now: number,
  ): EvaluationContext {
    const binding = bindingFacts(contract, request, reading, now);
    return { now, request: reading.request, binding, revocations: this.#revocations };
  }

  #shadowVerdict(
    reading: ReadRequest & Reading,
    request: VerifyRequest | undefined,
    now: number,
    signatures: SignatureMemo,
  ): ShadowVerdict | null {
    if (this.#shadow === null) return null;
    const context = this.#contextOf(this.#shadow, reading, request, now);
    const judgement = judge(this.#shadow, reading.token, context, signatures);
    const outcome = judgement.ok ? 'accepted' : judgement.reason;
    return shadowVerdict(this.#shadow, outcome, judgement.labels, judgement.notes);
  }

  #shadowRefusal(reason: FailureReason): ShadowVerdict | null {
    return this.#shadow && shadowVerdict(this.#shadow, reason, {}, []);
  }

  #verdict(judgement: Judgement, shadow: ShadowVerdict | null): Verdict {
    const { labels, notes } = judgement;
    if (judgement.ok) {
      return {
        ok: true,
        claims: judgement.claims,
        issuer: labels.issuer ?? UNKNOWN,
        kid: labels.kid ?? UNKNOWN,
        alg: labels.alg ?? UNKNOWN,
        contractVersion: this.contractVersion,
        enforcement: this.enforcement,
        notes,
        shadow,
      };
    }
    const { acr_values: acrValues } = this.#contract.rules.contract.authorization;
    return refused(judgement.reason, {
      contractVersion: this.contractVersion,
      enforcement: this.enforcement,
      issuer: labels.issuer,
      kid: labels.kid,
      alg: labels.alg,
      about: judgement.about,
      notes,
      shadow,
      furtherReasons: judgement.furtherReasons,
      requiredScopes: judgement.reason === 'insufficient_scope' ? judgement.requiredScopes : [],
      acrValues: judgement.reason === 'acr_insufficient' ? (acrValues ?? []) : [],
    });
  }

  #base(): Pick<CompiledPolicy, 'contractVersion' | 'enforcement'> {
    return { contractVersion: this.contractVersion, enforcement: this.enforcement };
  }

  #failed(error: unknown): Verdict {
    try {
      this.#options.onInternalError?.(error);
    } catch {
      // Whoever is told must not break the promise that no verdict throws.
    }
    return refused('validator_error', this.#base());
  }
}

function acceptsDpop(contract: CompiledContract): boolean {
  return contract.rules.contract.binding.dpop !== 'off';
}

const NOTHING_PROVEN: BindingFacts = { dpopScheme: false, dpop: undefined, mtls: undefined };

function bindingFacts(
  contract: CompiledContract,
  request: VerifyRequest | undefined,
  { token: accessToken, presentation }: ReadRequest & Reading,
  now: number,
): BindingFacts {
  const mtls = request?.mtls?.certificateThumbprint;
  const { dpop: mode } = contract.rules.contract.binding;
  if (mode === 'off' && mtls === undefined) return NOTHING_PROVEN;
  // RFC 9449 §7.2: a proof beside the Bearer scheme does not make it a DPoP request.
  if (mode === 'off' || presentation === 'bearer') return { dpopScheme: false, dpop: undefined, mtls };
  const dpopScheme = presentation === 'dpop';
  if (request?.dpop === undefined) return { dpopScheme, dpop: undefined, mtls };
  return {
    dpopScheme,
    dpop: provenKey(request.dpop, { accessToken, now, method: request.method }),
    mtls,
  };
}

function shadowVerdict(
  contract: CompiledContract,
  outcome: Outcome,
  labels: Labels,
  notes: readonly VerdictNote[],
): ShadowVerdict {
  return {
    outcome,
    issuer: labels.issuer ?? UNKNOWN,
    kid: labels.kid ?? UNKNOWN,
    alg: labels.alg ?? UNKNOWN,
    contractVersion: contract.version,
    notes,
  };
}
