import { callable } from '../callable.js';
import type { AdapterOptions, Judge } from './adapter.js';
import { AdapterForm, checkAdapter } from './adapter-form.js';
import { decideFetch, type FetchDecision } from './decide-fetch.js';

export type { RequestAuth } from './adapter.js';
export type { FetchDecision } from './decide-fetch.js';

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
export interface AccordFetchOptions extends AdapterOptions<Request> {
  /**
   * The path that is routed, percent-encoded, where it is not that of `request.url`: behind `rewrites` of Next's
   * configuration, which leave no trace in the request, a handler says the path of its own route.
   */
  readonly path?: (request: Request) => string;
}

const FetchForm = AdapterForm.extend({ path: callable });

/**
 * Judges requests of the Fetch API, as Next route handlers, Hono and many runtimes have them. The validator needs
 * Node's crypto: in Next, set `export const runtime = 'nodejs'`. Fetch joins repeated header lines by a comma, which
 * the validator sees as two tokens; but in Next the first of two Authorization lines stands alone, since Node drops the
 * others before Next makes the request. Fetch also normalises URLs, so dot segments are gone before a route is matched.
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
  checkAdapter('accordFetch', validator, options, FetchForm);
  return (request) => decideFetch(validator, request, options, () => options?.path?.(request));
}
