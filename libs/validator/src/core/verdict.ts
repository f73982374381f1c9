import type { FailureGroup, FailureReason, NoteKind, Outcome, ValidationContract } from '@accord/contract';
import type { AcceptedClaims } from './contract-claims.js';

/** What the bundle does not know is reported as this, never as the token wrote it. */
export const UNKNOWN = 'unknown';

/**
 * A JSON value, deep-frozen.
 *
 * @example
 * ```ts
 * import type { JsonValue } from '@accord/validator';
 *
 * export const textOf = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);
 * ```
 */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * The claims of an accepted token, deep-frozen.
 *
 * @example
 * ```ts
 * import type { Claims } from '@accord/validator';
 *
 * export function subjectOf(claims: Claims): string {
 *   const subject = claims['sub'];
 *   if (typeof subject !== 'string') throw new TypeError('the contract should require sub');
 *   return subject;
 * }
 * ```
 */
export type Claims = Readonly<Record<string, JsonValue>>;

/**
 * The request that a token came with.
 *
 * @example
 * ```ts
 * import type { Policy, VerifyRequest } from '@accord/validator';
 *
 * const request: VerifyRequest = { method: 'POST', path: '/payments/7/refund?notify=true' };
 * export const mayRefund = (policy: Policy, token: string): boolean => policy.verify(token, request).ok;
 * ```
 */
export interface VerifyRequest {
  /** The HTTP method as sent; methods are case-sensitive (RFC 9110 §9.1). */
  readonly method: string;
  /** The path of the request target as sent: still percent-encoded; a query string is ignored. */
  readonly path: string;
  /**
   * Whether the router behind takes `/Payments` for `/payments`, as that of Express does (default false). Then the
   * rules of every route that matches without regard to case apply too; nothing is let through that was not before.
   */
  readonly caseInsensitivePaths?: boolean;
  /** A DPoP proof (RFC 9449 §4) and the URL that it must name. */
  readonly dpop?:
    | {
        /** The values of the DPoP header field; more than one is refused. */
        readonly proof: string | readonly string[];
        /** Scheme, authority and path as the client addressed them, without query and fragment. */
        readonly url: string;
      }
    | undefined;
  /** The certificate of the mutual-TLS connection (RFC 8705 §3). */
  readonly mtls?:
    | {
        /** base64url(SHA-256(DER of the client certificate)). */
        readonly certificateThumbprint: string;
      }
    | undefined;
}

/**
 * Something worth counting that refuses nothing. `value` comes from the contract, never from the token.
 *
 * @example
 * ```ts
 * import type { VerdictNote } from '@accord/validator';
 *
 * export const isForbiddenClaim = ({ note }: VerdictNote): boolean => note === 'forbidden_claim';
 * ```
 */
export interface VerdictNote {
  readonly note: NoteKind;
  readonly value?: string;
}

/**
 * `issuer`, `kid` and `alg` are given only where the bundle knows them, else `unknown`.
 *
 * @example
 * ```ts
 * import type { VerdictLabels } from '@accord/validator';
 *
 * export const labelsOf = ({ issuer, kid, alg }: VerdictLabels) => ({ issuer, kid, alg });
 * ```
 */
export interface VerdictLabels {
  readonly issuer: string;
  readonly kid: string;
  readonly alg: string;
  /** 0 while no contract is in force. */
  readonly contractVersion: number;
  readonly notes: readonly VerdictNote[];
}

/**
 * What a candidate contract would have said, for reports only.
 *
 * @example
 * ```ts
 * import type { Verdict } from '@accord/validator';
 *
 * export const wouldChange = (verdict: Verdict): boolean =>
 *   verdict.shadow !== null && (verdict.shadow.outcome === 'accepted') !== verdict.ok;
 * ```
 */
export interface ShadowVerdict extends VerdictLabels {
  readonly outcome: Outcome;
}

interface VerdictBase extends VerdictLabels {
  /** `report_only`: let the request pass, but without identity when the verdict is a refusal. */
  readonly enforcement: ValidationContract['enforcement'];
  /** null when the bundle has no shadow contract. */
  readonly shadow: ShadowVerdict | null;
}

/**
 * The token is valid for this request.
 *
 * @example
 * ```ts
 * import type { AcceptedVerdict } from '@accord/validator';
 *
 * export const callerOf = ({ claims, issuer }: AcceptedVerdict) => ({ subject: claims['sub'], issuer });
 * ```
 */
export interface AcceptedVerdict extends VerdictBase {
  readonly ok: true;
  /** Typed by the contract that {@link Register} names; deep-frozen. */
  readonly claims: AcceptedClaims;
}

/**
 * The token is not valid for this request, and why.
 *
 * @example
 * ```ts
 * import type { RefusedVerdict } from '@accord/validator';
 *
 * export const forLog = ({ reason, verified, detail }: RefusedVerdict): string =>
 *   `${reason}${verified ? '' : ' (unverified)'}: ${detail}`;
 * ```
 */
export interface RefusedVerdict extends VerdictBase {
  readonly ok: false;
  /** The first failing check; one token has one reason. */
  readonly reason: FailureReason;
  readonly group: FailureGroup;
  /** Whether the token's signature held: false means that anybody could have caused this refusal. */
  readonly verified: boolean;
  /** Other failing checks; empty unless the signature held. */
  readonly furtherReasons: readonly FailureReason[];
  /** A sentence for logs. It never holds anything from the token. */
  readonly detail: string;
  /** The scopes that the contract asks of this request; filled in for `insufficient_scope`. */
  readonly requiredScopes: readonly string[];
  /** The authentication classes that the contract accepts; filled in for `acr_insufficient`. */
  readonly acrValues: readonly string[];
  /** Whether the contract takes DPoP, beside Bearer or in its place; `off` while there is none. */
  readonly dpop: ValidationContract['binding']['dpop'];
}

/**
 * The answer to one request: accepted with its claims, or refused with its reason.
 *
 * @example
 * ```ts
 * import type { Verdict } from '@accord/validator';
 *
 * export const summary = (verdict: Verdict) => (verdict.ok ? verdict.claims['sub'] : verdict.reason);
 * ```
 */
export type Verdict = AcceptedVerdict | RefusedVerdict;

/**
 * Whatever can judge a request: a compiled bundle, or a stand-in that refuses everything.
 *
 * @example
 * ```ts
 * import type { Policy } from '@accord/validator';
 *
 * export const isAccepted = (policy: Policy, header: string | undefined): boolean =>
 *   policy.verifyAuthorization(header, { method: 'GET', path: '/payments' }).ok;
 * ```
 */
export interface Policy {
  /**
   * Judges a bare token. Never throws. Without `request`, routes count as unmatched and sender constraints as
   * unproven.
   */
  verify(token: string | undefined, request?: VerifyRequest): Verdict;
  /**
   * Judges the `Authorization` header (RFC 6750 §2.1, RFC 9449 §7.1). Give every value that was sent, so that
   * two are seen as two.
   */
  verifyAuthorization(header: string | readonly string[] | undefined, request?: VerifyRequest): Verdict;
}
