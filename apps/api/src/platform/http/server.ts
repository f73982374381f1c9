import {
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  ServerResponse,
  createServer,
} from 'node:http';
import type { Drain } from '../health/drain.js';
import type { RawRoutes } from './raw-routes.js';

/** Longer than the idle time-outs of common proxies, so that a proxy never reuses a socket that is being closed. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;

/** Requests without a body get no body stream: a fifth more polls a second. Known to Node from 24.12, else ignored. */
const OPTIONS: ServerOptions & { optimizeEmptyRequests: boolean } = { optimizeEmptyRequests: true };

/** The one HTTP server: raw routes are answered at once, everything else goes to Fastify. */
export function createHttpServer(rawRoutes: RawRoutes, drain: Drain, fastify: RequestListener): Server {
  const server = createServer({ ...OPTIONS, ServerResponse: answersUntil(drain) }, (request, response) => {
    const raw = rawRoutes.find(request);
    if (raw === undefined) fastify(request, response);
    else raw.handle(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  return server;
}

/**
 * A connection that is closed while it is idle may have a request on its way, which a proxy then cannot send again if
 * it is a POST. So from the drain on every answer, also one that was under way, says that it is the last of its
 * connection.
 */
function answersUntil(drain: Drain): typeof ServerResponse {
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    // Whatever else Node's own takes is passed on as it came.
    override writeHead(status: number, second?: never, third?: never): this {
      if (drain.isUnderWay) this.shouldKeepAlive = false;
      return super.writeHead(status, second, third);
    }
  };
}
