import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../platform/errors/problem.js';
import { requestIdOf } from '../platform/http/request-id.js';

/** Answers a request below the framework with a problem document (RFC 9457). */
export function sendRawProblem(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  if (response.headersSent || response.destroyed) return;
  const requestId = requestIdOf(request);
  const body = Buffer.from(JSON.stringify(problem.body(requestId)));
  response.writeHead(problem.status, {
    ...problem.headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-request-id': requestId,
  });
  response.end(body);
}
