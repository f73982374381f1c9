import type { BundlePayload } from '@accord/contract';
import type { BindingFacts, RevocationIndex } from '@accord/policy';
import type { Presentation } from './authorization-header.js';
import type { CompiledContract } from './compiled-contract.js';
import type { CompiledPolicy, CompileOptions } from './compiled-policy.js';
import { provenKey } from './dpop.js';
import { SignatureMemo } from './check-token.js';
import { judge, type Judgement, type JudgeRequest } from './judge.js';
import { refused } from './refused.js';
import { readBareToken, readHeader, type RequestReading } from './request.js';
import { UNKNOWN, type ShadowVerdict, type Verdict, type VerifyRequest } from './verdict.js';

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
      const acceptsDpop = this.#contract.rules.contract.binding.dpop !== 'off';
      const reading = readHeader(header, request, acceptsDpop);
      return this.#judge(reading, request, reading.presentation);
    } catch (error) {
      return this.#failed(error);
    }
  }

  #judge(reading: RequestReading, request: VerifyRequest | undefined, presentation?: Presentation): Verdict {
    if (!reading.ok) return refused(reading.reason, this.#base());
    const now = wholeSeconds(this.#options.clock());
    const asked: JudgeRequest = {
      token: reading.token,
      request: reading.path === null ? null : { method: reading.method, path: reading.path },
      now,
      revocations: this.#revocations,
      binding: (contract) =>
        bindingFacts(contract, request, presentation, { accessToken: reading.token, now }),
      signatures: new SignatureMemo(),
    };
    const judgement = judge(this.#contract, asked);
    return this.#verdict(judgement, this.#shadow && shadowVerdict(this.#shadow, judge(this.#shadow, asked)));
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
    this.#options.onInternalError?.(error);
    return refused('validator_error', this.#base());
  }
}

/** Every comparison with NaN is false, so a broken clock would let expired tokens pass. */
function wholeSeconds(now: number): number {
  if (!Number.isSafeInteger(now)) throw new TypeError('The clock must give whole seconds');
  return now;
}

const NOTHING_PROVEN: BindingFacts = { dpop: undefined, mtls: undefined };

function bindingFacts(
  contract: CompiledContract,
  request: VerifyRequest | undefined,
  presentation: Presentation | undefined,
  token: { readonly accessToken: string; readonly now: number },
): BindingFacts {
  const mtls = request?.mtls?.certificateThumbprint;
  const { dpop: mode } = contract.rules.contract.binding;
  if (mode === 'off' && mtls === undefined) return NOTHING_PROVEN;
  // RFC 9449 §7.2: a proof beside the Bearer scheme does not make it a DPoP request.
  if (mode === 'off' || presentation === 'bearer') return { dpop: undefined, mtls };
  if (request?.dpop === undefined) return { dpop: presentation === 'dpop' ? null : undefined, mtls };
  return { dpop: provenKey(request.dpop, { ...token, method: request.method }), mtls };
}

function shadowVerdict(contract: CompiledContract, judgement: Judgement): ShadowVerdict {
  return {
    outcome: judgement.ok ? 'accepted' : judgement.reason,
    issuer: judgement.labels.issuer ?? UNKNOWN,
    kid: judgement.labels.kid ?? UNKNOWN,
    alg: judgement.labels.alg ?? UNKNOWN,
    contractVersion: contract.version,
    notes: judgement.notes,
  };
}
