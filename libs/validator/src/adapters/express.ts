import type { Request, RequestHandler, Response } from 'express';
import type { RequestContext, Validator } from '../client/validator.js';
import { answerFor, type AnswerOptions } from '../core/answer.js';
import type { AcceptedVerdict, Claims, RefusedVerdict } from '../core/verdict.js';
import { correlationIdOf } from './correlation-id.js';

/** What an accepted token says, as `req.auth`. Absent whenever the token was not accepted. */
export interface RequestAuth {
  /** Deep-frozen. */
  readonly claims: Claims;
  readonly issuer: string;
  /** The contract version that accepted the token. */
  readonly contractVersion: number;
}

declare module 'express-serve-static-core' {
  interface Request {
    auth?: RequestAuth;
  }
}

export interface AccordExpressOptions extends Partial<AnswerOptions> {
  /**
   * Scheme and authority that clients address (`https://api.example.com`), against which DPoP proofs are
   * checked. Where left out it is taken from the request, which is right only behind a proxy that is trusted
   * (`app.set('trust proxy', …)`) and that fixes `Host`.
   */
  readonly origin?: string;
  /** base64url(SHA-256(DER)) of the client certificate (RFC 8705 §3), where TLS is terminated for mTLS. */
  readonly certificateThumbprint?: (request: Request) => string | undefined;
}

const DEFAULT_RETRY_AFTER_SECONDS = 5;

/**
 * Express middleware that lets accepted requests pass with `req.auth` and answers all others (RFC 6750 §3,
 * RFC 9470 §3). Every response carries `X-Request-Id`, under which `onVerdict` tells the reason. Under a
 * `report_only` contract refused requests pass too, without `req.auth`.
 *
 * @example
 * ```ts
 * import { createValidator } from '@accord/validator';
 * import { accordExpress } from '@accord/validator/express';
 * import express from 'express';
 *
 * const validator = createValidator({
 *   url: 'https://accord.example.com',
 *   credential: process.env.ACCORD_CREDENTIAL ?? '',
 *   trustKeys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'bundle-1', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }],
 *   cacheDir: '/var/lib/payments/accord',
 *   onVerdict: (entry) => console.log(JSON.stringify(entry)),
 * });
 * const app = express();
 * app.use(accordExpress(validator, { publicScopes: ['payments:read'] }));
 * app.get('/payments', (req, res) => res.json({ subject: req.auth?.claims['sub'] }));
 * ```
 * @param validator a validator, or what stands in for one in a test
 */
export function accordExpress(
  validator: Pick<Validator, 'verifyAuthorization'>,
  options?: AccordExpressOptions,
): RequestHandler {
  const answers: AnswerOptions = {
    publicScopes: options?.publicScopes ?? [],
    retryAfterSeconds: options?.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS,
  };
  return (request, response, next) => {
    const correlationId = correlationIdOf(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', correlationId);
    // Whatever ran before must not lend its identity to a request that is not accepted here.
    delete request.auth;
    const context = contextOf(request, correlationId, options);
    // Node keeps only the first of two Authorization lines in `headers`; two of them must be seen as two.
    const verdict = validator.verifyAuthorization(request.headersDistinct['authorization'], context);
    if (verdict.ok) request.auth = authOf(verdict);
    else if (verdict.enforcement === 'enforce') {
      sendAnswer(response, verdict, answers, correlationId);
      return;
    }
    next();
  };
}

function authOf({ claims, issuer, contractVersion }: AcceptedVerdict): RequestAuth {
  return { claims, issuer, contractVersion };
}

function contextOf(
  request: Request,
  correlationId: string,
  options: AccordExpressOptions | undefined,
): RequestContext {
  const proof = request.headersDistinct['dpop'];
  const thumbprint = options?.certificateThumbprint?.(request);
  const path = request.originalUrl;
  return {
    method: request.method,
    path,
    correlationId,
    ...(proof ? { dpop: { proof, url: addressedUrl(request, options?.origin) } } : {}),
    ...(thumbprint === undefined ? {} : { mtls: { certificateThumbprint: thumbprint } }),
  };
}

function addressedUrl(request: Request, origin: string | undefined): string {
  const path = request.originalUrl.replace(/[?#].*$/s, '');
  return `${origin ?? `${request.protocol}://${request.headers.host ?? ''}`}${path}`;
}

function sendAnswer(
  response: Response,
  verdict: RefusedVerdict,
  options: AnswerOptions,
  correlationId: string,
): void {
  const { status, wwwAuthenticate, retryAfter, body } = answerFor(verdict, options);
  if (wwwAuthenticate !== null) response.setHeader('WWW-Authenticate', wwwAuthenticate);
  if (retryAfter !== null) response.setHeader('Retry-After', String(retryAfter));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/problem+json');
  response.status(status).end(JSON.stringify({ ...body, request_id: correlationId }));
}
