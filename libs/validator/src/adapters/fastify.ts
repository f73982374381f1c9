import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decide, type AdapterOptions, type Judge, type RequestAuth } from './adapter.js';
import { checkAdapter } from './adapter-form.js';
import { fastifyRouting, routedTarget, type FastifyLike } from './fastify-routing.js';
import { readNodeRequest } from './node-request.js';

export type { RequestAuth } from './adapter.js';

declare module 'fastify' {
  interface FastifyRequest {
    auth?: RequestAuth | undefined;
  }
}

/**
 * `origin` defaults to `request.protocol` and `request.host`: set `trustProxy` behind a proxy.
 *
 * @example
 * ```ts
 * import type { AccordFastifyOptions } from '@accord/validator/fastify';
 *
 * export const options: AccordFastifyOptions = { publicScopes: ['payments:read'], origin: 'https://api.example.com' };
 * ```
 */
export type AccordFastifyOptions = AdapterOptions<FastifyRequest>;

/** An instance over any server, with any logger and type provider: no `FastifyInstance` stands for all of them. */
interface AnyFastify extends FastifyLike {
  addHook(...args: never): unknown;
  decorateRequest(...args: never): unknown;
}

/**
 * Puts the validator in front of every route of a Fastify instance and of the instances inside it. Accepted requests
 * go on with `request.auth`; all others are answered (RFC 6750 §3, RFC 9470 §3). Under a `report_only` contract
 * refused requests go on too, without `request.auth`.
 *
 * @example
 * ```ts
 * import type { Validator } from '@accord/validator';
 * import { accordFastify } from '@accord/validator/fastify';
 * import fastify from 'fastify';
 *
 * export function createApp(validator: Validator) {
 *   const app = fastify();
 *   accordFastify(app, validator, { publicScopes: ['payments:read'] });
 *   app.get('/payments', (request) => ({ subject: request.auth?.claims['sub'] }));
 *   return app;
 * }
 * ```
 */
export function accordFastify(app: AnyFastify, validator: Judge, options?: AccordFastifyOptions): void {
  checkAdapter('accordFastify', validator, options);
  const routing = fastifyRouting(app);
  // What is read of a request is the same in all of them.
  const instance = app as FastifyInstance;
  instance.decorateRequest('auth', undefined);
  instance.addHook('onRequest', async (request, reply) => {
    const adapted = readNodeRequest(request.raw, {
      url: routedTarget(request.url, request.params),
      originalUrl: request.originalUrl,
      origin: options?.origin ?? `${request.protocol}://${request.host}`,
      routing,
      certificateThumbprint: options?.certificateThumbprint?.(request),
    });
    void reply.header('X-Request-Id', adapted.correlationId);
    const decision = decide(validator, adapted, options);
    request.auth = decision.pass ? (decision.auth ?? undefined) : undefined;
    if (decision.pass) return undefined;
    const { status, headers, body } = decision.refusal;
    return reply.code(status).headers(headers).send(JSON.stringify(body));
  });
}
