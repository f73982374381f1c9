import type { AuthorizationRequirement, RouteRule } from '@accord/contract';
import { foldCase, type RequestPath } from './request-path.js';

type Matcher = { readonly literal: string } | 'any';

/** A route of the contract, ready for matching. */
export interface CompiledRoute {
  readonly id: string;
  /** null: every method. */
  readonly methods: ReadonlySet<string> | null;
  readonly segments: readonly Matcher[];
  /** The same for folded paths. */
  readonly folded: readonly Matcher[];
  /** Whether a last `*` takes the rest of the path, which may be empty. */
  readonly rest: boolean;
  readonly requirement: AuthorizationRequirement;
}

/** Prepares one route. Literals are compared decoded, so `/a%20b` in a contract names the path `/a b`. */
export function compileRoute(route: RouteRule): CompiledRoute {
  const parts = route.path.split('/').filter((part) => part !== '');
  const rest = parts.at(-1) === '*';
  if (rest) parts.pop();
  const segments = parts.map((part): Matcher =>
    part.startsWith(':') ? 'any' : { literal: decodeURIComponent(part) },
  );
  return {
    id: route.id,
    methods: route.methods.length === 0 ? null : methodsOf(route.methods),
    segments,
    folded: segments.map((matcher) => (matcher === 'any' ? matcher : { literal: foldCase(matcher.literal) })),
    rest,
    requirement: route,
  };
}

/** HEAD is GET without the body (RFC 9110 §9.3.2) and routers serve it so: what guards GET guards HEAD. */
function methodsOf(methods: readonly string[]): ReadonlySet<string> {
  return new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods);
}

const NONE: readonly CompiledRoute[] = [];

/** Every route that matches; all of them apply. Where the router ignores case, so does the matching. */
export function matchRoutes(
  routes: readonly CompiledRoute[],
  method: string,
  { segments, folded }: RequestPath,
): readonly CompiledRoute[] {
  let matched: CompiledRoute[] | undefined;
  for (const route of routes) {
    const isMatch =
      folded === null
        ? matches(route.segments, segments, route.rest)
        : matches(route.folded, folded, route.rest);
    if (!isMatch || !(route.methods?.has(method) ?? true)) continue;
    // Mostly one route matches, and a list that was made for one is small.
    if (matched === undefined) matched = [route];
    else matched.push(route);
  }
  return matched ?? NONE;
}

/**
 * Whether one of the routes that matched names the path as it was sent. Another case brings a route's rules upon a
 * request, but makes no unknown request known: ignoring case can refuse more, never less.
 */
export function isNamed(matched: readonly CompiledRoute[], { segments, folded }: RequestPath): boolean {
  if (folded === null) return matched.length > 0;
  return matched.some((route) => matches(route.segments, segments, route.rest));
}

function matches(matchers: readonly Matcher[], path: readonly string[], rest: boolean): boolean {
  if (rest ? path.length < matchers.length : path.length !== matchers.length) return false;
  for (let index = 0; index < matchers.length; index += 1) {
    const matcher = matchers[index];
    if (matcher !== 'any' && matcher?.literal !== path[index]) return false;
  }
  return true;
}
