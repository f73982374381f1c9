import type { BundlePayload, FailureReason, Outcome } from '@accord/contract';
import type { RevocationIndex } from '@accord/policy';
import type { CompiledContract } from './compiled-contract.js';
import type { CompiledPolicy, CompileOptions } from './compiled-policy.js';
import { SignatureMemo } from './check-token.js';
import { judge, type Judgement, type JudgeRequest } from './judge.js';
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
  readonly dpop: CompiledPolicy['dpop'];
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
    this.dpop = bundle.contract.binding.dpop;
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

  #judge(reading: RequestReading, request: VerifyRequest | undefined, forShadow = reading): Verdict {
    if (!reading.ok) {
      const shadow = forShadow.ok ? this.#shadowVerdict(this.#ask(forShadow, request)) : null;
      return refused(reading.reason, this, { shadow });
    }
    const asked = this.#ask(reading, request);
    const judgement = judge(this.#contract, asked);
    const shadow = forShadow.ok ? this.#shadowVerdict(asked) : this.#shadowRefusal(forShadow.reason);
    return this.#verdict(judgement, shadow);
  }

  #ask(reading: ReadRequest, sent: VerifyRequest | undefined): JudgeRequest {
    return {
      token: reading.token,
      presentation: reading.presentation,
      request: reading.request,
      sent,
      now: wholeSeconds(this.#options.clock()),
      revocations: this.#revocations,
      signatures: new SignatureMemo(),
    };
  }

  #shadowVerdict(asked: JudgeRequest): ShadowVerdict | null {
    if (this.#shadow === null) return null;
    const judgement = judge(this.#shadow, asked);
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
    return refused(judgement.reason, this, {
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

  #failed(error: unknown): Verdict {
    try {
      this.#options.onInternalError?.(error);
    } catch {
      // Whoever is told must not break the promise that no verdict throws.
    }
    return refused('validator_error', this);
  }
}

function acceptsDpop(contract: CompiledContract): boolean {
  return contract.rules.contract.binding.dpop !== 'off';
}

/** Every comparison with NaN is false, so a broken clock would let expired tokens pass. */
function wholeSeconds(now: number): number {
  if (!Number.isSafeInteger(now)) throw new TypeError('The clock must give whole seconds');
  return now;
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
