import type { MiddlewareHandler } from 'hono';
import type { AdapterOptions, Judge, RequestAuth } from './adapter.js';
import { checkAdapter } from './adapter-form.js';
import { decideFetch } from './decide-fetch.js';

export type { RequestAuth } from './adapter.js';

/**
 * Hono's variables with the identity in them.
 *
 * @example
 * ```ts
 * import type { AccordVariables } from '@accord/validator/hono';
 * import { Hono } from 'hono';
 *
 * export const app = new Hono<AccordVariables>();
 * app.get('/me', (c) => c.json({ subject: c.get('auth')?.claims['sub'] }));
 * ```
 */
export interface AccordVariables {
  Variables: { auth: RequestAuth | undefined };
}

/**
 * Hono middleware that lets accepted requests pass with `c.get('auth')` and answers all others; see `accordFetch` for
 * what the Fetch API hides. It needs Node's crypto, so it runs on Node and not in browsers or edge workers without it.
 *
 * @example
 * ```ts
 * import type { Validator } from '@accord/validator';
 * import { accordHono, type AccordVariables } from '@accord/validator/hono';
 * import { Hono } from 'hono';
 *
 * export function createApp(validator: Validator) {
 *   const app = new Hono<AccordVariables>();
 *   app.use(accordHono(validator, { publicScopes: ['payments:read'] }));
 *   app.get('/payments', (c) => c.json({ subject: c.get('auth')?.claims['sub'] }));
 *   return app;
 * }
 * ```
 */
export function accordHono(
  validator: Judge,
  options?: AdapterOptions<Request>,
): MiddlewareHandler<AccordVariables> {
  checkAdapter('accordHono', validator, options);
  return async (context, next) => {
    const { path, raw } = context.req;
    const decision = decideFetch(validator, raw, options, (url) => pathOfOwn(path, url));
    context.set('auth', decision.pass ? (decision.auth ?? undefined) : undefined);
    if (!decision.pass) return decision.response;
    const requestId = decision.headers['X-Request-Id'];
    context.header('X-Request-Id', requestId);
    await next();
    // Hono does not put it on a response that was not made by the context. Putting it there makes a copy, and none can
    // stand for that of an upgrade.
    if (context.res.status !== 101 && !context.res.headers.has('X-Request-Id'))
      context.header('X-Request-Id', requestId);
    return undefined;
  };
}

/** The path that a `getPath` of the application makes of a URL; undefined where it is the path of the URL. */
function pathOfOwn(path: string, { pathname }: URL): string | undefined {
  if (comparable(path) === comparable(pathname)) return undefined;
  // Nobody knows whether these were decoded, so the path can be read in two ways.
  return /[%?]/.test(path) ? '' : path;
}

/** Decoded, as Hono's own `getPath` does in part, and without a last slash, which a router that is not strict leaves out. */
function comparable(path: string): string {
  const bare = path.replace(/\/$/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
