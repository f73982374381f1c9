import type { Routing } from './adapter.js';

interface RouterOptions {
  readonly caseSensitive?: boolean | undefined;
  readonly useSemicolonDelimiter?: boolean | undefined;
}

/** What tells how a Fastify instance reads paths. */
export interface FastifyLike {
  readonly initialConfig: RouterOptions & { readonly routerOptions?: RouterOptions | undefined };
}

/**
 * The target that Fastify routed. It takes an empty last segment for a parameter, which no route of a contract does: a
 * target that was read so is none.
 */
export function routedTarget(url: string, params: unknown): string {
  const isReadSo = Object.entries(params ?? {}).some(([name, value]) => value === '' && name !== '*');
  return isReadSo ? '' : url;
}

/** How a Fastify instance reads paths. Its settings stand in either place, beside defaults in the other one. */
export function fastifyRouting({ initialConfig }: FastifyLike): Routing {
  const { routerOptions } = initialConfig;
  return {
    ignoresCase: initialConfig.caseSensitive === false || routerOptions?.caseSensitive === false,
    semicolonStartsQuery:
      initialConfig.useSemicolonDelimiter === true || routerOptions?.useSemicolonDelimiter === true,
  };
}
