import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem } from '../errors/problem.js';
import { methodNotAllowed } from '../errors/problems.js';
import type { RouteNotes } from './endpoint.js';
import { faultOfJson } from './json-text.js';
import { sendProblem } from './send-problem.js';
import { whenAllAccepted } from './when-all-accepted.js';

/** Called often by machines and saying nothing: logged only when somebody looks for it. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** Headers, cookies, request ids and the access log, for every route that Fastify serves. */
export async function registerHttpPlugins(app: NestFastifyApplication, logger: Logger): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  readJson(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // Some answers hold secrets. A route that lets its own be kept says so itself, later than this.
    if (request.routeOptions.url?.startsWith('/v1/')) void reply.header('cache-control', 'no-store');
    const { takesNoHead } = request.routeOptions.config as RouteNotes;
    if (request.method === 'HEAD' && takesNoHead) sendProblem(reply, methodNotAllowed(['GET']), request.id);
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logAccess(logger, request, reply);
    done();
  });
  fastify.addHook('preClose', (done) => {
    // A socket whose last answer goes out while the server closes would hold the process for the whole idle time.
    fastify.server.keepAliveTimeout = 1;
    whenAllAccepted(fastify.server, done);
  });
}

function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // HTTP clients send their JSON content type with every request, also with a DELETE that has nothing to say.
    if (body === '') {
      done(null, undefined);
      return;
    }
    const fault = packed(request) ?? faultOfJson(body);
    if (fault === undefined) void parse(request, body, done);
    else done(fault);
  });
}

/** Only reports may come packed: they have limits of their own for what is unpacked. */
function packed({ headers }: FastifyRequest): Problem | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return undefined;
  return new Problem({
    status: 415,
    code: 'unsupported_media_type',
    detail: 'This route takes no packed body. Send it as it is, without Content-Encoding.',
    headers: { 'accept-encoding': 'identity' },
  });
}

function logAccess(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  // Never the URL as sent: a path that matches no route, or a query, may hold anything, tokens included.
  const route = request.routeOptions.url ?? 'unmatched';
  const line = {
    request_id: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    duration_ms: Math.round(reply.elapsedTime * 10) / 10,
    address: request.ip,
  };
  if (QUIET.has(route)) logger.debug(line, 'request');
  else logger.info(line, 'request');
}
