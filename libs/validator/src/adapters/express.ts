import type { Request, RequestHandler, Response } from 'express';
import {
  decide,
  EXPRESS_ROUTING,
  type AdapterOptions,
  type Judge,
  type Refusal,
  type RequestAuth,
} from './adapter.js';
import { checkAdapter } from './adapter-form.js';
import { originOf, readNodeRequest } from './node-request.js';

export type { RequestAuth } from './adapter.js';

declare module 'express-serve-static-core' {
  interface Request {
    auth?: RequestAuth;
  }
}

/**
 * `origin` defaults to `request.protocol` and `Host`: set `app.set('trust proxy', …)` behind a proxy.
 * `caseInsensitivePaths: false` is right only where the application has `case sensitive routing` and every router
 * `caseSensitive`.
 *
 * @example
 * ```ts
 * import type { AccordExpressOptions } from '@accord/validator/express';
 *
 * export const options: AccordExpressOptions = {
 *   origin: 'https://api.example.com',
 *   certificateThumbprint: (request) => request.get('x-client-cert-sha256'),
 * };
 * ```
 */
export type AccordExpressOptions = AdapterOptions<Request>;

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
export function accordExpress(validator: Judge, options?: AccordExpressOptions): RequestHandler {
  checkAdapter('accordExpress', validator, options);
  return (request, response, next) => {
    const adapted = readNodeRequest(request, {
      url: request.url,
      baseUrl: request.baseUrl,
      originalUrl: request.originalUrl,
      origin: options?.origin ?? originOf(request.protocol, request),
      routing: EXPRESS_ROUTING,
      certificateThumbprint: options?.certificateThumbprint?.(request),
    });
    response.setHeader('X-Request-Id', adapted.correlationId);
    // Whatever ran before must not lend its identity to a request that is not accepted here.
    delete request.auth;
    const decision = decide(validator, adapted, options);
    if (!decision.pass) {
      sendRefusal(response, decision.refusal);
      return;
    }
    if (decision.auth) request.auth = decision.auth;
    next();
  };
}

function sendRefusal(response: Response, { status, headers, body }: Refusal): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.status(status).end(JSON.stringify(body));
}
