import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { ENDPOINT, type EndpointOptions } from './endpoint.js';

/** Says where a GET shows what was made, for routes that name a `location`; also when a repeated request is answered again. */
@Injectable()
export class LocationInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const location = this.reflector.get<EndpointOptions | undefined>(
      ENDPOINT,
      context.getHandler(),
    )?.location;
    if (location === undefined) return next.handle();
    const http = context.switchToHttp();
    const { params } = http.getRequest<FastifyRequest>();
    return next.handle().pipe(
      tap((answer) => {
        const path = filledIn(location, { ...(answer as object), ...(params as object) });
        void http.getResponse<FastifyReply>().header('location', path);
      }),
    );
  }
}

function filledIn(template: string, values: Record<string, unknown>): string {
  return template.replace(/:([a-z_]+)/g, (_match, name: string) => encodeURIComponent(String(values[name])));
}
