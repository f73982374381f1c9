import type { IncomingMessage } from 'node:http';
import { createParamDecorator, HttpException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { decide, EXPRESS_ROUTING, type AdapterOptions, type Judge, type RequestAuth } from './adapter.js';
import { checkAdapter } from './adapter-form.js';
import { fastifyRouting, routedTarget, type FastifyLike } from './fastify-routing.js';
import { originOf, readNodeRequest } from './node-request.js';

export type { RequestAuth } from './adapter.js';

/** What Express and Fastify requests have in common, as Nest hands them over. */
interface PlatformRequest {
  /** Fastify's two: Node's own request, and the instance. */
  readonly raw?: IncomingMessage;
  readonly server?: FastifyLike;
  readonly params?: unknown;
  readonly url: string;
  /** Express's. */
  readonly baseUrl?: string;
  readonly originalUrl: string;
  readonly protocol: string;
  auth?: RequestAuth | undefined;
}

interface PlatformResponse {
  header(name: string, value: string): unknown;
}

/**
 * The request is Node's own, whatever the platform.
 *
 * @example
 * ```ts
 * import type { AccordNestOptions } from '@accord/validator/nest';
 *
 * export const options: AccordNestOptions = { publicScopes: ['payments:read'], origin: 'https://api.example.com' };
 * ```
 */
export type AccordNestOptions = AdapterOptions<IncomingMessage>;

/**
 * A Nest guard, for Express and Fastify as platform: accepted requests reach the handler with what {@link Auth} gives,
 * all others are answered (RFC 6750 §3, RFC 9470 §3).
 *
 * @example
 * ```ts
 * import { Auth, accordGuard, type RequestAuth } from '@accord/validator/nest';
 * import type { Validator } from '@accord/validator';
 * import { Controller, Get, type INestApplication } from '@nestjs/common';
 *
 * @Controller('payments')
 * export class PaymentsController {
 *   @Get()
 *   list(@Auth() auth: RequestAuth | undefined) {
 *     return { subject: auth?.claims['sub'] };
 *   }
 * }
 *
 * export function guard(app: INestApplication, validator: Validator): void {
 *   app.useGlobalGuards(accordGuard(validator, { publicScopes: ['payments:read'] }));
 * }
 * ```
 */
export function accordGuard(validator: Judge, options?: AccordNestOptions): CanActivate {
  checkAdapter('accordGuard', validator, options);
  return {
    canActivate(context) {
      const { request, message, response } = partsOf(context);
      const fastify = request.raw && request.server;
      const adapted = readNodeRequest(message, {
        url: fastify ? routedTarget(request.url, request.params) : request.url,
        baseUrl: request.baseUrl,
        originalUrl: request.originalUrl,
        origin: options?.origin ?? originOf(request.protocol, message),
        routing: fastify ? fastifyRouting(fastify) : EXPRESS_ROUTING,
        certificateThumbprint: options?.certificateThumbprint?.(message),
      });
      response.header('X-Request-Id', adapted.correlationId);
      delete request.auth;
      const decision = decide(validator, adapted, options);
      if (!decision.pass) {
        const { status, headers, body } = decision.refusal;
        for (const [name, value] of Object.entries(headers)) response.header(name, value);
        throw new HttpException(body, status);
      }
      if (decision.auth) request.auth = decision.auth;
      return true;
    },
  };
}

/**
 * Parameter decorator: the {@link RequestAuth} of an accepted request, else undefined.
 *
 * @example
 * ```ts
 * import { Auth, type RequestAuth } from '@accord/validator/nest';
 *
 * export class ProfileController {
 *   me(@Auth() auth: RequestAuth | undefined) {
 *     return { subject: auth?.claims['sub'] };
 *   }
 * }
 * ```
 */
export const Auth = createParamDecorator(
  (_data: unknown, context: ExecutionContext): RequestAuth | undefined => partsOf(context).request.auth,
);

function partsOf(context: ExecutionContext) {
  const http = context.switchToHttp();
  const request = http.getRequest<PlatformRequest & IncomingMessage>();
  return { request, message: request.raw ?? request, response: http.getResponse<PlatformResponse>() };
}
