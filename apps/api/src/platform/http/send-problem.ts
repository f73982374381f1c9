import type { FastifyReply } from 'fastify';
import type { Problem } from '../errors/problem.js';

/** Sends the problem document (RFC 9457) and the headers that belong to it. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  void reply
    .status(problem.status)
    .headers(problem.headers)
    .header('x-request-id', requestId)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body(requestId)));
}
