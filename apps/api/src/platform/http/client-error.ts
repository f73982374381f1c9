import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Problem } from '../errors/problem.js';

const MALFORMED = new Problem({
  status: 400,
  code: 'malformed_request',
  detail: 'This is no HTTP request that can be read. Check the method, the request line and the headers.',
});

const BY_CODE: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem({
    status: 431,
    code: 'headers_too_large',
    detail: 'The headers are larger than what is taken. Send fewer or shorter ones.',
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem({
    status: 408,
    code: 'request_timeout',
    detail: 'The request took too long to arrive. Send it again.',
  }),
};

/** Answers what Node could not read as a request, before any route or filter is there to do it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = BY_CODE[error.code ?? ''] ?? MALFORMED;
  const requestId = randomUUID();
  const body = JSON.stringify(problem.body(requestId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? 'Error'}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
