import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { RawOperation } from './raw-operation.js';

/** A route that is answered below Nest and Fastify: no guard, no pipe, no filter runs for it. */
export interface RawRoute {
  method: string;
  /** Compared exactly with the part of the URL before the query. */
  path: string;
  /** What `/openapi.json` says of it. */
  operation: RawOperation;
  /** Answers completely, errors included; it must not throw. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Where a feature puts the few routes that are too hot for the framework, in its `onModuleInit`. */
@Injectable()
export class RawRoutes {
  private readonly byPath = new Map<string, RawRoute[]>();

  add(route: RawRoute): void {
    const known = this.byPath.get(route.path) ?? [];
    if (known.some(({ method }) => method === route.method))
      throw new Error(`${route.method} ${route.path} is taken`);
    this.byPath.set(route.path, [...known, route]);
  }

  find(request: IncomingMessage): RawRoute | undefined {
    const url = request.url ?? '';
    // Called for every request of the process: the usual one, without a query, costs one look-up and no new string.
    const routes = this.byPath.get(url) ?? this.byPath.get(pathOf(url));
    return routes?.find(({ method }) => method === request.method);
  }

  list(): RawRoute[] {
    return [...this.byPath.values()].flat();
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
