import type { FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that changes something with a browser's cookie unless the browser says that it comes from our own
 * pages. Callers without a browser use API tokens, which no browser attaches by itself.
 */
export function assertSameOrigin(request: FastifyRequest, publicOrigin: string): void {
  if (SAFE.has(request.method)) return;
  assertOwnPage(request, publicOrigin);
}

/**
 * The same for a GET that records something: a link anywhere would make whoever follows it do so. Browsers send
 * Sec-Fetch-Site with a GET where they send no Origin, over HTTPS and to the machine itself.
 */
export function assertOwnPage(request: FastifyRequest, publicOrigin: string): void {
  const origin = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  const same = origin === undefined ? site === 'same-origin' : origin === publicOrigin;
  if (same) return;
  throw new Problem({
    status: 403,
    code: 'csrf_rejected',
    detail: `Do this on a page of ${publicOrigin} (ACCORD_PUBLIC_URL), opened over HTTPS or on the machine itself, or use an API token instead of a cookie.`,
  });
}

/** For routes without a credential, such as the log-in: what a browser says comes from elsewhere is refused. */
export function assertNotCrossSite(request: FastifyRequest, publicOrigin: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined && site === undefined) return;
  assertSameOrigin(request, publicOrigin);
}
