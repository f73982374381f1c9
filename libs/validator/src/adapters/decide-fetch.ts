import { decide, EXACT_ROUTING, type AdapterOptions, type Judge, type RequestAuth } from './adapter.js';
import { correlationIdOf } from './correlation-id.js';

/**
 * A request that may go on, or the response that refuses it. `headers` belong on whatever response goes out.
 *
 * @example
 * ```ts
 * import type { FetchDecision } from '@accord/validator/fetch';
 *
 * export const respond = (decision: FetchDecision): Response =>
 *   decision.pass ? Response.json({ subject: decision.auth?.claims['sub'] }) : decision.response;
 * ```
 */
export type FetchDecision = { readonly headers: { readonly 'X-Request-Id': string } } & (
  | { readonly pass: true; readonly auth: RequestAuth | null }
  | { readonly pass: false; readonly response: Response }
);

/** Judges a request of the Fetch API. `routedPath`: the path that is routed, or undefined where it is that of the URL. */
export function decideFetch(
  validator: Judge,
  request: Request,
  options: AdapterOptions<Request> | undefined,
  routedPath: (url: URL) => string | undefined,
): FetchDecision {
  const url = new URL(request.url);
  const { origin, pathname, search } = url;
  const correlationId = correlationIdOf(request.headers.get('x-request-id') ?? undefined);
  // A router may take for the path what stands behind a #, as Hono did before 4.11.9: then it stays to be seen, and refused.
  const sentTarget = `${pathname}${request.url.includes('#') ? '#' : ''}${search}`;
  const adapted = {
    authorization: valuesOf(request, 'authorization'),
    method: request.method,
    target: routedPath(url) ?? sentTarget,
    sentTarget,
    routing: EXACT_ROUTING,
    correlationId,
    dpop: valuesOf(request, 'dpop'),
    origin: options?.origin ?? origin,
    certificateThumbprint: options?.certificateThumbprint?.(request),
  };
  const decision = decide(validator, adapted, options);
  const headers = { 'X-Request-Id': correlationId };
  if (decision.pass) return { ...decision, headers };
  const { status, headers: own, body } = decision.refusal;
  const response = new Response(JSON.stringify(body), { status, headers: { ...own, ...headers } });
  return { pass: false, response, headers };
}

function valuesOf(request: Request, name: string): readonly string[] {
  const value = request.headers.get(name);
  return value === null ? [] : [value];
}
