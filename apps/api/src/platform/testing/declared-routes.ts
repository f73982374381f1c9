import type { INestApplication, Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ModulesContainer } from '@nestjs/core';
import { ENDPOINT, type EndpointOptions } from '../http/endpoint.js';

/** A route as Nest will serve it, with what was declared of it. */
export interface DeclaredRoute {
  /** `ServicesController.createService` */
  handler: string;
  endpoint: EndpointOptions | undefined;
  hasBody: boolean;
  /** Parameters that take input without a schema: `body`, `query`, `path`. */
  unchecked: string[];
}

const INPUTS: Readonly<Record<number, string>> = {
  [RouteParamtypes.BODY]: 'body',
  [RouteParamtypes.QUERY]: 'query',
  [RouteParamtypes.PARAM]: 'path',
};

/** Every route of every controller in the app, declared or not. */
export function declaredRoutes(app: INestApplication): DeclaredRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) =>
    typeof metatype === 'function' ? routesOf(metatype as Type) : [],
  );
}

function routesOf(controller: Type): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && isRoute(prototype[name]))
    .map((name) => routeOf(controller, name, prototype[name] as object));
}

function isRoute(method: unknown): boolean {
  if (typeof method !== 'function') return false;
  return Reflect.hasMetadata(PATH_METADATA, method) || Reflect.hasMetadata(METHOD_METADATA, method);
}

function routeOf(controller: Type, name: string, method: object): DeclaredRoute {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { schema?: unknown }
  >;
  const inputs = Object.entries(args).map(([key, { schema }]) => ({
    input: INPUTS[Number(key.split(':')[0])],
    isChecked: schema !== undefined,
  }));
  return {
    handler: `${controller.name}.${name}`,
    endpoint: Reflect.getMetadata(ENDPOINT, method) as EndpointOptions | undefined,
    hasBody: inputs.some(({ input }) => input === 'body'),
    unchecked: inputs.flatMap(({ input, isChecked }) => (input === undefined || isChecked ? [] : [input])),
  };
}
