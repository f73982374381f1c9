import { type RequestListener, type Server, type ServerOptions, createServer } from 'node:http';
import type { RawRoutes } from './raw-routes.js';

/** Longer than the idle time-outs of common proxies, so that a proxy never reuses a socket that is being closed. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;

/** Requests without a body get no body stream: a fifth more polls a second. Known to Node from 24.12, else ignored. */
const OPTIONS: ServerOptions & { optimizeEmptyRequests: boolean } = { optimizeEmptyRequests: true };

/** The one HTTP server: raw routes are answered at once, everything else goes to Fastify. */
export function createHttpServer(rawRoutes: RawRoutes, fastify: RequestListener): Server {
  const server = createServer(OPTIONS, (request, response) => {
    const raw = rawRoutes.find(request);
    if (raw === undefined) fastify(request, response);
    else raw.handle(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  return server;
}
