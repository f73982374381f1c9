import type { AuthorizationRequirement, ValidationContract } from '@accord/contract';
import { readPath } from './request-path.js';
import { compileRoute, isNamed, matchRoutes } from './routes.js';

/** What a contract asks of a request by its method and path. */
export type RouteAnswer =
  | { readonly refused: 'path_ambiguous' | 'route_unknown' }
  | {
      readonly refused: null;
      readonly routes: readonly { id: string; requirement: AuthorizationRequirement }[];
    };

/**
 * Which route rules apply to a request, found with the code that judges requests; the default requirement comes on
 * top. `path` is given as sent, percent-encoded.
 * @param ignoresCase whether the router behind does
 */
export function routesFor(
  { routes, unmatched }: ValidationContract['authorization'],
  method: string,
  path: string,
  ignoresCase = false,
): RouteAnswer {
  const read = readPath(path, ignoresCase);
  if (read === null) return { refused: 'path_ambiguous' };
  const matched = matchRoutes(routes.map(compileRoute), method, read);
  if (!isNamed(matched, read) && unmatched === 'deny') return { refused: 'route_unknown' };
  return { refused: null, routes: matched.map(({ id, requirement }) => ({ id, requirement })) };
}
