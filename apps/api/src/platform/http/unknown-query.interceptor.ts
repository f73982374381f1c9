import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { ENDPOINT, type EndpointOptions, refusesUnknownQuery } from './endpoint.js';
import { plainSentence } from './plain-sentence.js';
import { validationFailed } from './validation.pipe.js';

const NO_QUERY = z.strictObject({});

/**
 * Refuses every query parameter on a route that declares none, as the validation refuses unknown ones on a route that declares
 * some: whoever sends a filter that nobody reads would take the answer for a filtered one.
 */
@Injectable()
export class UnknownQueryInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (endpoint !== undefined && refusesUnknownQuery(endpoint) && !declaresQuery(context)) {
      const { query } = context.switchToHttp().getRequest<FastifyRequest>();
      const { error } = NO_QUERY.safeParse(query, { error: plainSentence });
      if (error !== undefined) throw validationFailed(error.issues, { type: 'query' });
    }
    return next.handle();
  }
}

function declaresQuery(context: ExecutionContext): boolean {
  const name = context.getHandler().name;
  const inputs = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object;
  return Object.keys(inputs).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
