import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';

/** A route that is answered below Nest and Fastify: no guard, no pipe, no filter runs for it. */
export interface RawRoute {
  method: string;
  /** Compared exactly with the part of the URL before the query. */
  path: string;
  /** Answers completely, errors included; it must not throw. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Where a feature puts the few routes that are too hot for the framework, in its `onModuleInit`. */
@Injectable()
export class RawRoutes {
  private readonly routes = new Map<string, RawRoute>();

  add(route: RawRoute): void {
    const key = `${route.method} ${route.path}`;
    if (this.routes.has(key)) throw new Error(`${key} is taken`);
    this.routes.set(key, route);
  }

  find(request: IncomingMessage): RawRoute | undefined {
    const url = request.url ?? '';
    const query = url.indexOf('?');
    return this.routes.get(`${request.method ?? ''} ${query === -1 ? url : url.slice(0, query)}`);
  }

  list(): RawRoute[] {
    return [...this.routes.values()];
  }
}
