import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ENDPOINT, type EndpointOptions } from '../http/endpoint.js';

/** What `Endpoint` declares, by the name of the method, which is the operation's id. */
export function declaredEndpoints(app: INestApplication): ReadonlyMap<string, EndpointOptions> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return new Map(
    controllers.flatMap(({ metatype }) =>
      typeof metatype === 'function' ? endpointsOf(metatype.prototype as Record<string, unknown>) : [],
    ),
  );
}

function endpointsOf(prototype: Record<string, unknown>): [string, EndpointOptions][] {
  return Object.getOwnPropertyNames(prototype).flatMap((name): [string, EndpointOptions][] => {
    const method = prototype[name];
    if (typeof method !== 'function') return [];
    const endpoint = Reflect.getMetadata(ENDPOINT, method) as EndpointOptions | undefined;
    return endpoint === undefined ? [] : [[name, endpoint]];
  });
}
