import { decide, EXACT_ROUTING, type AdapterOptions, type Judge, type RequestAuth } from './adapter.js';
import { correlationIdOf } from './correlation-id.js';

export type { RequestAuth } from './adapter.js';

/**
 * `origin` defaults to that of `request.url`, which is right only behind a proxy that fixes `Host`.
 *
 * @example
 * ```ts
 * import type { AccordFetchOptions } from '@accord/validator/fetch';
 *
 * export const options: AccordFetchOptions = { publicScopes: ['payments:read'], origin: 'https://api.example.com' };
 * ```
 */
export type AccordFetchOptions = AdapterOptions<Request>;

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

/**
 * Judges requests of the Fetch API, as Next route handlers, Hono and many runtimes have them. The validator needs
 * Node's crypto: in Next, set `export const runtime = 'nodejs'`. Fetch joins repeated header lines by a comma, which
 * the validator sees as two tokens; and it normalises URLs, so dot segments are gone before a route is matched.
 *
 * @example
 * ```ts
 * import type { Validator } from '@accord/validator';
 * import { accordFetch } from '@accord/validator/fetch';
 *
 * export function createHandler(validator: Validator) {
 *   const judge = accordFetch(validator, { publicScopes: ['payments:read'] });
 *   return function GET(request: Request): Response {
 *     const decision = judge(request);
 *     if (!decision.pass) return decision.response;
 *     return Response.json({ subject: decision.auth?.claims['sub'] }, { headers: decision.headers });
 *   };
 * }
 * ```
 */
export function accordFetch(
  validator: Judge,
  options?: AccordFetchOptions,
): (request: Request) => FetchDecision {
  return (request) => {
    const { origin, pathname, search } = new URL(request.url);
    const correlationId = correlationIdOf(request.headers.get('x-request-id') ?? undefined);
    const target = `${pathname}${search}`;
    const adapted = {
      authorization: valuesOf(request, 'authorization'),
      method: request.method,
      target,
      sentTarget: target,
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
  };
}

function valuesOf(request: Request, name: string): readonly string[] {
  const value = request.headers.get(name);
  return value === null ? [] : [value];
}
