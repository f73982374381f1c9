import type { AuthorizationRequirement, ValidationContract } from '@accord/contract';
import { readPath } from './request-path.js';
import { compileRoute, isNamed, matchRoutes } from './routes.js';

/** A request as routes see it. */
export interface RouteRequest {
  readonly method: string;
  /** As sent: percent-encoded. */
  readonly path: string;
  /** Whether the router behind ignores case (default false). */
  readonly caseInsensitivePaths?: boolean;
}

/** What a contract asks of a request by its method and path. */
export type RouteAnswer =
  | { readonly refused: 'path_ambiguous' | 'route_unknown' }
  | {
      readonly refused: null;
      readonly routes: readonly { id: string; requirement: AuthorizationRequirement }[];
    };

/**
 * Which route rules apply to a request, found with the code that judges requests; the default requirement comes on
 * top.
 */
export function routesFor(
  { routes, unmatched }: ValidationContract['authorization'],
  { method, path, caseInsensitivePaths }: RouteRequest,
): RouteAnswer {
  const read = readPath(path, caseInsensitivePaths);
  if (read === null) return { refused: 'path_ambiguous' };
  const matched = matchRoutes(routes.map(compileRoute), method, read);
  if (!isNamed(matched, read) && unmatched === 'deny') return { refused: 'route_unknown' };
  return { refused: null, routes: matched.map(({ id, requirement }) => ({ id, requirement })) };
}
