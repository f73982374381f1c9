import type { Validator } from '../client/validator.js';
import { answerFor, type AnswerBody, type AnswerOptions } from '../core/answer.js';
import type { AcceptedClaims } from '../core/contract-claims.js';
import type { RefusedVerdict } from '../core/verdict.js';

/**
 * What an accepted token says. Absent whenever the token was not accepted.
 *
 * @example
 * ```ts
 * import type { RequestAuth } from '@accord/validator/express';
 *
 * export const subjectOf = (auth: RequestAuth | undefined) => auth?.claims['sub'];
 * ```
 */
export interface RequestAuth {
  /** Typed by the contract that `Register` names; deep-frozen. */
  readonly claims: AcceptedClaims;
  readonly issuer: string;
  /** The contract version that accepted the token. */
  readonly contractVersion: number;
}

/** What an adapter needs of a validator, or of what stands in for one in a test. */
export type Judge = Pick<Validator, 'verifyAuthorization'>;

export interface AdapterOptions<Request> extends Partial<AnswerOptions> {
  /**
   * Scheme and authority that clients address (`https://api.example.com`), against which DPoP proofs are
   * checked. Where left out it is taken from the request, which is right only behind a proxy that is trusted
   * and that fixes `Host`.
   */
  readonly origin?: string;
  /** base64url(SHA-256(DER)) of the client certificate (RFC 8705 §3), where TLS is terminated for mTLS. */
  readonly certificateThumbprint?: (request: Request) => string | undefined;
  /**
   * Whether the routers of the service take `/Payments` for `/payments`; then the contract's routes match in any case.
   * Where left out: Fastify's own setting; true for Express, where every router has a setting of its own that cannot
   * be read; false for Hono and the Fetch API.
   */
  readonly caseInsensitivePaths?: boolean;
}

/** How the router behind reads paths, where that can differ from how a contract does. */
export interface Routing {
  readonly ignoresCase: boolean;
  /** Whether it ends a path at the first `;`. */
  readonly semicolonStartsQuery: boolean;
}

/** As a contract reads them. */
export const EXACT_ROUTING: Routing = { ignoresCase: false, semicolonStartsQuery: false };

/** Express's default, and that of every `express.Router()` in it whatever the application is set to. */
export const EXPRESS_ROUTING: Routing = { ignoresCase: true, semicolonStartsQuery: false };

/** A request as every framework can tell it. */
export interface AdaptedRequest {
  /** Every `Authorization` field value that was sent, so that two are seen as two. */
  readonly authorization: readonly string[];
  readonly method: string;
  /** The request target as the router reads it, with its query: whatever was rewritten on the way is in it. */
  readonly target: string;
  /** The request target as the client sent it, which is what it made its DPoP proof for. */
  readonly sentTarget: string;
  readonly routing: Routing;
  readonly correlationId: string;
  /** Every `DPoP` field value. */
  readonly dpop: readonly string[];
  /** Scheme and authority that the client addressed. */
  readonly origin: string;
  readonly certificateThumbprint: string | undefined;
}

/** What of the options holds for every framework. */
type SharedOptions = Partial<AnswerOptions> & Pick<AdapterOptions<never>, 'caseInsensitivePaths'>;

/** A refusal as it goes out; every framework writes it in its own way. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AnswerBody & { readonly request_id: string };
}

/** Pass, with identity or (under `report_only`) without, or refuse. */
export type Decision =
  | { readonly pass: true; readonly auth: RequestAuth | null }
  | { readonly pass: false; readonly refusal: Refusal };

const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** Judges a request, and says what the framework has to do. Never throws. */
export function decide(
  validator: Judge,
  request: AdaptedRequest,
  options: SharedOptions | undefined,
): Decision {
  const { method, target, routing, correlationId, dpop, certificateThumbprint } = request;
  const verdict = validator.verifyAuthorization(request.authorization, {
    method,
    path: routing.semicolonStartsQuery ? target.replace(';', '?') : target,
    caseInsensitivePaths: options?.caseInsensitivePaths ?? routing.ignoresCase,
    correlationId,
    dpop: dpop.length > 0 ? { proof: dpop, url: sentUrlOf(request) } : undefined,
    mtls: certificateThumbprint === undefined ? undefined : { certificateThumbprint },
  });
  if (verdict.ok) {
    const { claims, issuer, contractVersion } = verdict;
    return { pass: true, auth: { claims, issuer, contractVersion } };
  }
  if (verdict.enforcement !== 'enforce') return { pass: true, auth: null };
  return { pass: false, refusal: refusalOf(verdict, correlationId, options) };
}

/** Without query and fragment, as DPoP's `htu` is (RFC 9449 §4.2). */
function sentUrlOf({ origin, sentTarget }: AdaptedRequest): string {
  return `${origin}${sentTarget.replace(/[?#].*$/s, '')}`;
}

function refusalOf(
  verdict: RefusedVerdict,
  correlationId: string,
  options: Partial<AnswerOptions> | undefined,
): Refusal {
  const { status, wwwAuthenticate, retryAfter, body } = answerFor(verdict, {
    publicScopes: options?.publicScopes ?? [],
    retryAfterSeconds: options?.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS,
  });
  const headers = {
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json',
    ...(wwwAuthenticate === null ? {} : { 'WWW-Authenticate': wwwAuthenticate }),
    ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }),
  };
  return { status, headers, body: { ...body, request_id: correlationId } };
}
