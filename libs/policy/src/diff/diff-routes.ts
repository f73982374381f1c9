import type {
  AuthorizationRequirement,
  ContractChange,
  RouteRule,
  ValidationContract,
} from '@accord/contract';
import { change, diffSets } from './change.js';

type Authorization = ValidationContract['authorization'];

/** Differences of what is demanded of some requests; `where` names them, for example "every request". */
export function diffRequirement(
  before: AuthorizationRequirement,
  after: AuthorizationRequirement,
  path: string,
  where: string,
): readonly ContractChange[] {
  return [
    ...diffAll(before.all_scopes, after.all_scopes, `${path}.all_scopes`, where, 'scope'),
    ...diffAny(before.any_scopes, after.any_scopes, `${path}.any_scopes`, where, 'scope'),
    ...diffAll(before.all_roles, after.all_roles, `${path}.all_roles`, where, 'role'),
    ...diffAny(before.any_roles, after.any_roles, `${path}.any_roles`, where, 'role'),
  ];
}

function diffAll(
  before: readonly string[],
  after: readonly string[],
  path: string,
  where: string,
  what: string,
) {
  return diffSets(before, after, {
    path,
    added: ['tighter', (name) => `${where} now needs the ${what} \`${name}\``],
    removed: ['looser', (name) => `${where} no longer needs the ${what} \`${name}\``],
  });
}

/** An empty list is no condition, so the first entry tightens and every further one loosens. */
function diffAny(
  before: readonly string[],
  after: readonly string[],
  path: string,
  where: string,
  what: string,
) {
  const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' or ');
  if (before.length === 0 && after.length > 0) {
    return [change('tighter', path, `${where} now needs the ${what} ${list(after)}`)];
  }
  if (before.length > 0 && after.length === 0) {
    return [change('looser', path, `${where} no longer needs the ${what} ${list(before)}`)];
  }
  return diffSets(before, after, {
    path,
    added: ['looser', (name) => `for ${where}, the ${what} \`${name}\` is enough too`],
    removed: ['tighter', (name) => `for ${where}, the ${what} \`${name}\` is no longer enough`],
  });
}

/** Differences of the routes, told apart by their ids. */
export function diffRoutes(before: Authorization, after: Authorization): readonly ContractChange[] {
  const old = new Map(before.routes.map((route) => [route.id, route]));
  const now = new Map(after.routes.map((route) => [route.id, route]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const path = `authorization.routes.${id}`;
    if (was && is) return diffRoute(was, is, path, before, after);
    if (is)
      return [
        change(weight(is, after, 'tighter'), path, `requests to ${place(is)} now follow the route \`${id}\``),
      ];
    return was
      ? [
          change(
            weight(was, before, 'looser'),
            path,
            `requests to ${place(was)} no longer follow the route \`${id}\``,
          ),
        ]
      : [];
  });
}

function place(route: RouteRule): string {
  return `${route.methods.length > 0 ? route.methods.join('/') : 'every method of'} ${route.path}`;
}

/**
 * What it means that requests come under a route (`tighter`), or leave it (`looser`). Where unmatched requests are
 * denied, a route opens; where they are not, it restricts, if it asks for anything.
 */
function weight(route: RouteRule, authorization: Authorization, direction: 'tighter' | 'looser') {
  if (authorization.unmatched === 'deny') return direction === 'tighter' ? 'looser' : 'tighter';
  const { all_scopes, any_scopes, all_roles, any_roles } = route;
  const asks = [all_scopes, any_scopes, all_roles, any_roles].some((list) => list.length > 0);
  return asks ? direction : 'neutral';
}

function diffRoute(
  was: RouteRule,
  is: RouteRule,
  path: string,
  before: Authorization,
  after: Authorization,
): readonly ContractChange[] {
  const where = `the route \`${is.id}\``;
  return [
    ...diffRequirement(was, is, path, where),
    ...diffMethods(was, is, `${path}.methods`, before, after),
    ...(was.path === is.path
      ? []
      : [
          change(
            weight(was, before, 'looser'),
            `${path}.path`,
            `requests to ${was.path} no longer follow ${where}`,
          ),
          change(weight(is, after, 'tighter'), `${path}.path`, `requests to ${is.path} now follow ${where}`),
        ]),
  ];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** An empty list is every method, also those that cannot be listed. */
function diffMethods(
  was: RouteRule,
  is: RouteRule,
  path: string,
  before: Authorization,
  after: Authorization,
): readonly ContractChange[] {
  const expand = (route: RouteRule): readonly string[] =>
    route.methods.length > 0 ? route.methods : [...METHODS, 'other'];
  return diffSets(expand(was), expand(is), {
    path,
    added: [
      weight(is, after, 'tighter'),
      (name) => `${name} requests to ${is.path} now follow the route \`${is.id}\``,
    ],
    removed: [
      weight(was, before, 'looser'),
      (name) => `${name} requests to ${was.path} no longer follow the route \`${is.id}\``,
    ],
  });
}
