import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { methodNotAllowed } from '../errors/problems.js';
import type { RouteNotes } from './endpoint.js';
import type { RawRoutes } from './raw-routes.js';
import { sendProblem } from './send-problem.js';

/** The methods that each path takes, by the path as it was declared. */
export type MethodsOfPaths = Map<string, Set<string>>;

/** Notes every route that is declared from now on. */
export function noteMethods(fastify: FastifyInstance): MethodsOfPaths {
  const methods: MethodsOfPaths = new Map();
  fastify.addHook('onRoute', ({ url, method }) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...[method].flat()]));
  });
  return methods;
}

/** Answers 405 for what a path does not take: 404 would say that the thing is gone. Called when all routes are there. */
export function refuseOtherMethods(fastify: FastifyInstance, noted: MethodsOfPaths, raw: RawRoutes): void {
  const methods = new Map(noted);
  for (const { path, method } of raw.list())
    methods.set(path, new Set([...(methods.get(path) ?? []), method]));
  for (const [url, taken] of methods) {
    const others = fastify.supportedMethods.filter((method) => !isTaken(methods, url, method));
    const refuse = (request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, methodNotAllowed([...taken]), request.id);
    // Before the body is read: what is wrong with it is no matter then.
    const config: RouteNotes = { refused: true };
    if (others.length > 0) fastify.route({ url, method: others, onRequest: refuse, handler: refuse, config });
  }
}

/** A path may also be served by a pattern: `PATCH /v1/services/owners` changes a service of that name. */
function isTaken(methods: MethodsOfPaths, url: string, method: string): boolean {
  return [...methods].some(([pattern, taken]) => taken.has(method) && matches(pattern, url));
}

function matches(pattern: string, url: string): boolean {
  const [wanted, given] = [pattern.split('/'), url.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === given[index] || part.startsWith(':'))
  );
}
