import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import { apiOrigin } from './api-origin';

/** How long the API may take to begin an answer; an open event stream is not bound by it. */
const ANSWER_TIMEOUT_MS = 60_000;

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function forwardable(name: string, listed: ReadonlySet<string>): boolean {
  return !HOP_BY_HOP.has(name) && !listed.has(name);
}

function connectionNames(value: string | null | undefined): ReadonlySet<string> {
  return new Set((value ?? '').split(',').map((name) => name.trim().toLowerCase()));
}

function requestHeaders(request: Request): Record<string, string> {
  const listed = connectionNames(request.headers.get('connection'));
  const kept = [...request.headers].filter(([name]) => name !== 'host' && forwardable(name, listed));
  return Object.fromEntries(kept);
}

function responseHeaders(answer: IncomingMessage): Headers {
  const listed = connectionNames(answer.headers.connection);
  const headers = new Headers();
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    const name = answer.rawHeaders[index]?.toLowerCase() ?? '';
    if (forwardable(name, listed)) headers.append(name, answer.rawHeaders[index + 1] ?? '');
  }
  return headers;
}

function send(request: Request): Promise<IncomingMessage> {
  const origin = apiOrigin();
  const { pathname, search } = new URL(request.url);
  const options: RequestOptions = {
    method: request.method,
    path: pathname + search,
    headers: requestHeaders(request),
    signal: request.signal,
  };
  return new Promise((resolve, reject) => {
    const open = origin.protocol === 'https:' ? httpsRequest : httpRequest;
    const upstream = open(origin, options, (answer) => {
      clearTimeout(timeout);
      resolve(answer);
    });
    const timeout = setTimeout(
      () => upstream.destroy(new Error('the API did not begin to answer in time')),
      ANSWER_TIMEOUT_MS,
    );
    upstream.once('error', (error) => {
      clearTimeout(timeout);
      reject(error);
    });
    if (request.body)
      Readable.fromWeb(request.body as NodeWebStream)
        .on('error', reject)
        .pipe(upstream);
    else upstream.end();
  });
}

function unreachable(): Response {
  const requestId = randomUUID();
  const problem = {
    type: 'about:blank',
    title: 'The API cannot be reached',
    status: 502,
    code: 'api_unreachable',
    detail: 'Check that the API runs and that ACCORD_API_URL of the dashboard names it, then try again.',
    request_id: requestId,
  };
  return Response.json(problem, {
    status: 502,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
    },
  });
}

const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Passes a request on to the API and streams the answer back: status, cookies, problem documents and
 * events untouched. Decides nothing: who may do what is the API's business alone. When no answer can be
 * had, 502 as problem+json with code `api_unreachable`.
 */
export async function forwardToApi(request: Request): Promise<Response> {
  let answer: IncomingMessage;
  try {
    answer = await send(request);
  } catch (error) {
    if (!request.signal.aborted) process.stderr.write(`api_unreachable: ${String(error)}\n`);
    return unreachable();
  }
  const status = answer.statusCode ?? 502;
  const hasBody = request.method !== 'HEAD' && !WITHOUT_BODY.has(status);
  if (!hasBody) answer.resume();
  const body = hasBody ? (Readable.toWeb(answer) as ReadableStream<Uint8Array>) : null;
  return new Response(body, { status, headers: responseHeaders(answer) });
}
