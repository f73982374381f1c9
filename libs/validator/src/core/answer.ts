import { Algorithm, type FailureReason } from '@accord/contract';
import type { RefusedVerdict } from './verdict.js';

/**
 * What the caller of a service is told (RFC 9457); `code` is the OAuth error, never the failure reason.
 *
 * @example
 * ```ts
 * import type { AnswerBody } from '@accord/validator';
 *
 * export const withRequestId = (body: AnswerBody, id: string) => ({ ...body, request_id: id });
 * ```
 */
export interface AnswerBody {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code:
    | 'authentication_required'
    | 'invalid_request'
    | 'invalid_token'
    | 'insufficient_scope'
    | 'insufficient_user_authentication'
    | 'temporarily_unavailable';
  readonly detail: string;
}

/**
 * The HTTP answer to a refused request. The body goes out as `application/problem+json`.
 *
 * @example
 * ```ts
 * import type { Answer } from '@accord/validator';
 *
 * export const isTemporary = (answer: Answer): boolean => answer.retryAfter !== null;
 * ```
 */
export interface Answer {
  readonly status: 400 | 401 | 403 | 503;
  /** The `WWW-Authenticate` field, or null where none is due. */
  readonly wwwAuthenticate: string | null;
  /** Seconds for `Retry-After`, or null. */
  readonly retryAfter: number | null;
  readonly body: AnswerBody;
}

/**
 * What an answer may reveal, and when to come back.
 *
 * @example
 * ```ts
 * import type { AnswerOptions } from '@accord/validator';
 *
 * export const options: AnswerOptions = { publicScopes: ['payments:read'], retryAfterSeconds: 5 };
 * ```
 */
export interface AnswerOptions {
  /** Scopes that callers may be told about; others are never named. */
  readonly publicScopes: readonly string[];
  /** Seconds that callers should wait while no verdict is possible. */
  readonly retryAfterSeconds: number;
}

type Refusal = Pick<RefusedVerdict, 'reason' | 'requiredScopes' | 'acrValues' | 'dpop'>;
/** An answer whose challenge still lacks the schemes: its parameters, or null where none is due. */
type Row = (
  refusal: Refusal,
  options: AnswerOptions,
) => Omit<Answer, 'wwwAuthenticate'> & { challenge: string | null };

/** RFC 6749 §3.3 scope-token: nothing in it can end a quoted string or a header line. */
const QUOTABLE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function problem(
  status: Answer['status'],
  code: AnswerBody['code'],
  title: string,
  detail: string,
): AnswerBody {
  return { type: 'about:blank', title, status, code, detail };
}

function parametersOf(
  error: string,
  description: string,
  parameter?: [name: string, values: readonly string[]],
) {
  const values = (parameter?.[1] ?? []).filter((value) => QUOTABLE.test(value));
  const extra = parameter && values.length > 0 ? `, ${parameter[0]}="${values.join(' ')}"` : '';
  return `error="${error}", error_description="${description}"${extra}`;
}

const authenticationRequired: Row = () => ({
  status: 401,
  challenge: '',
  retryAfter: null,
  body: problem(
    401,
    'authentication_required',
    'Authentication required',
    'Send an access token in the Authorization header.',
  ),
});

const invalidRequest: Row = () => {
  const detail = 'The request is ambiguous; send one access token and a path in normal form';
  return {
    status: 400,
    challenge: parametersOf('invalid_request', detail),
    retryAfter: null,
    body: problem(400, 'invalid_request', 'Ambiguous request', `${detail}.`),
  };
};

function invalid(detail: string): Row {
  return () => ({
    status: 401,
    challenge: parametersOf('invalid_token', detail),
    retryAfter: null,
    body: problem(401, 'invalid_token', 'Invalid access token', `${detail}.`),
  });
}

const invalidToken = invalid('The access token is not valid here');
const expiredToken = invalid('The access token expired');

const insufficientScope: Row = (refusal, options) => {
  const detail = 'The access token does not grant this request';
  const named = refusal.requiredScopes.filter((scope) => options.publicScopes.includes(scope));
  return {
    status: 403,
    challenge: parametersOf('insufficient_scope', detail, ['scope', named]),
    retryAfter: null,
    body: problem(403, 'insufficient_scope', 'Not allowed', `${detail}.`),
  };
};

const insufficientAuthentication: Row = (refusal) => {
  const detail = 'A stronger authentication of the user is required';
  return {
    status: 401,
    challenge: parametersOf('insufficient_user_authentication', detail, ['acr_values', refusal.acrValues]),
    retryAfter: null,
    body: problem(401, 'insufficient_user_authentication', 'Stronger authentication required', `${detail}.`),
  };
};

const unavailable: Row = (_refusal, options) => ({
  status: 503,
  challenge: null,
  retryAfter: options.retryAfterSeconds,
  body: problem(
    503,
    'temporarily_unavailable',
    'Tokens cannot be checked now',
    'The service cannot check access tokens at the moment. Repeat the request later.',
  ),
});

const PROOF_ALGORITHMS = `algs="${Algorithm.options.join(' ')}"`;

/** The schemes that a client may come with, DPoP with what its proofs may be signed with (RFC 9449 §7.1, §7.2). */
function withSchemes(parameters: string, dpop: Refusal['dpop']): string {
  const bearer = ['Bearer', parameters].join(' ').trimEnd();
  if (dpop === 'off') return bearer;
  if (dpop === 'optional') return `${bearer}, DPoP ${PROOF_ALGORITHMS}`;
  return `DPoP ${parameters === '' ? '' : `${parameters}, `}${PROOF_ALGORITHMS}`;
}

/** Reasons that do not answer 401 `invalid_token`, which is the rule. */
const EXCEPTIONS: Partial<Record<FailureReason, Row>> = {
  token_missing: authenticationRequired,
  scheme_unsupported: authenticationRequired,
  token_multiple: invalidRequest,
  path_ambiguous: invalidRequest,
  token_expired: expiredToken,
  route_unknown: insufficientScope,
  insufficient_scope: insufficientScope,
  missing_role: insufficientScope,
  tenant_mismatch: insufficientScope,
  acr_insufficient: insufficientAuthentication,
  contract_missing: unavailable,
  contract_invalid: unavailable,
  contract_stale: unavailable,
  jwks_unavailable: unavailable,
  revocation_unavailable: unavailable,
  validator_error: unavailable,
};

/**
 * What the caller sees of a refusal: RFC 6750 §3.1, RFC 9449 §7 and RFC 9470 §3. The reason itself belongs to logs and
 * reports; the answer tells apart only what a caller may act on.
 *
 * @example
 * ```ts
 * import { answerFor, type RefusedVerdict } from '@accord/validator';
 *
 * export function respond(refusal: RefusedVerdict): Response {
 *   const answer = answerFor(refusal, { publicScopes: ['payments:read'], retryAfterSeconds: 5 });
 *   const headers = new Headers({ 'Content-Type': 'application/problem+json' });
 *   if (answer.wwwAuthenticate) headers.set('WWW-Authenticate', answer.wwwAuthenticate);
 *   if (answer.retryAfter) headers.set('Retry-After', String(answer.retryAfter));
 *   return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
 * }
 * ```
 */
export function answerFor(refusal: Refusal, options: AnswerOptions): Answer {
  const { challenge, ...answer } = (EXCEPTIONS[refusal.reason] ?? invalidToken)(refusal, options);
  return { ...answer, wwwAuthenticate: challenge === null ? null : withSchemes(challenge, refusal.dpop) };
}
