import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Principal, anonymousPrincipal, systemPrincipal } from '../auth/principal.js';
import type { IdempotencyRequest } from '../change-log/idempotency.js';

/** Who asks, and what the change log has to know of the request. */
export interface RequestContext {
  principal: Principal;
  requestId: string;
  /** The client's address, seen through the proxies that are trusted; null for work without a request. */
  address: string | null;
  /** Set when the request is a POST with an Idempotency-Key, to a route that is not public. */
  idempotency: IdempotencyRequest | null;
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Called once per request, by the guard. */
export function setRequestContext(request: FastifyRequest, context: RequestContext): void {
  contexts.set(request, context);
}

export function requestContextOf(request: FastifyRequest): RequestContext {
  return (
    contexts.get(request) ?? {
      principal: anonymousPrincipal(),
      requestId: request.id,
      address: request.ip,
      idempotency: null,
    }
  );
}

/** Injects the RequestContext: `createService(@Caller() caller: RequestContext, …)`. */
export const Caller = createParamDecorator((_data: unknown, host: ExecutionContext) =>
  requestContextOf(host.switchToHttp().getRequest<FastifyRequest>()),
);

/** The context of work that nobody asked for: a worker's tick, a start-up task. `requestId` correlates its log lines. */
export function systemContext(name: string, requestId: string): RequestContext {
  return { principal: systemPrincipal(name), requestId, address: null, idempotency: null };
}
