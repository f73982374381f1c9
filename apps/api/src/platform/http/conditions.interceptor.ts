import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Problem } from '../errors/problem.js';
import { ENDPOINT, type EndpointOptions } from './endpoint.js';

/** RFC 9110 §13.1. */
const CONDITIONS = ['If-Match', 'If-None-Match', 'If-Unmodified-Since'];

/** Refuses a write under a condition that nobody would check: whoever protects itself must not be let down silently. */
@Injectable()
export class ConditionsInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method !== 'GET' && method !== 'HEAD') {
      const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
      const checked = endpoint?.requestHeaders ?? {};
      const ignored = CONDITIONS.find(
        (name) => headers[name.toLowerCase()] !== undefined && !(name in checked),
      );
      if (ignored !== undefined) throw notSupported(ignored);
    }
    return next.handle();
  }
}

function notSupported(header: string): Problem {
  return new Problem({
    status: 400,
    code: 'condition_not_supported',
    detail: `Nothing was done: this request does not check ${header}. Send it without that header, or see /openapi.json for those that it takes.`,
  });
}
