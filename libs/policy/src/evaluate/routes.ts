import type { AuthorizationRequirement, RouteRule } from '@accord/contract';
import type { PathSegments } from './request-path.js';

type Matcher = { readonly literal: string } | 'any';

/** A route of the contract, ready for matching. */
export interface CompiledRoute {
  readonly id: string;
  /** null: every method. */
  readonly methods: ReadonlySet<string> | null;
  readonly segments: readonly Matcher[];
  /** Whether a last `*` takes the rest of the path, which may be empty. */
  readonly rest: boolean;
  readonly requirement: AuthorizationRequirement;
}

/** Prepares one route. Literals are compared decoded, so `/a%20b` in a contract names the path `/a b`. */
export function compileRoute(route: RouteRule): CompiledRoute {
  const parts = route.path.split('/').filter((part) => part !== '');
  const rest = parts.at(-1) === '*';
  if (rest) parts.pop();
  return {
    id: route.id,
    methods: route.methods.length === 0 ? null : methodsOf(route.methods),
    segments: parts.map((part) => (part.startsWith(':') ? 'any' : { literal: decodeURIComponent(part) })),
    rest,
    requirement: route,
  };
}

/** HEAD is GET without the body (RFC 9110 §9.3.2) and routers serve it so: what guards GET guards HEAD. */
function methodsOf(methods: readonly string[]): ReadonlySet<string> {
  return new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods);
}

/** Every route that matches; all of them apply. */
export function matchRoutes(
  routes: readonly CompiledRoute[],
  method: string,
  path: PathSegments,
): readonly CompiledRoute[] {
  return routes.filter((route) => (route.methods?.has(method) ?? true) && matchesPath(route, path));
}

function matchesPath(route: CompiledRoute, path: PathSegments): boolean {
  const { segments, rest } = route;
  if (rest ? path.length < segments.length : path.length !== segments.length) return false;
  for (let index = 0; index < segments.length; index += 1) {
    const matcher = segments[index];
    if (matcher !== 'any' && matcher?.literal !== path[index]) return false;
  }
  return true;
}
