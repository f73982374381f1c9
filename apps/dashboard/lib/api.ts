import type { z } from 'zod';
import { noAnswer, readProblem, unexpectedAnswer } from './api-problem';
import { logInCount } from './session-lost';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path, with every variable part already encoded (see `path`). */
  path: string;
  /** Members that are undefined or empty are left out. */
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Makes a creating POST safe to repeat. */
  idempotencyKey?: string;
  ifMatch?: string;
  signal?: AbortSignal;
}

/** Builds a path out of a template and encodes what is put in. */
export function path(strings: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: strings }, ...values.map(encodeURIComponent));
}

function urlOf(request: ApiRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${request.path}?${query}` : request.path;
}

/** A 401 of a call that was sent before a log-in speaks of the session that ended: nothing was done, so it is sent again. */
async function send(request: ApiRequest): Promise<Response> {
  const logIns = logInCount();
  const response = await sendOnce(request);
  return response.status === 401 && logInCount() !== logIns ? sendOnce(request) : response;
}

async function sendOnce(request: ApiRequest): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  if (request.idempotencyKey) headers.set('idempotency-key', request.idempotencyKey);
  if (request.ifMatch) headers.set('if-match', request.ifMatch);
  try {
    return await fetch(urlOf(request), {
      method: request.method,
      headers,
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw noAnswer(request.method);
  }
}

/** Calls the API and checks the answer against its schema. Throws `ApiProblem`. */
export async function api<Answer extends z.ZodType>(
  answer: Answer,
  request: ApiRequest,
): Promise<z.infer<Answer>> {
  const response = await send(request);
  if (!response.ok) throw await readProblem(response);
  const body: unknown = await response.json().catch(() => null);
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw unexpectedAnswer(response, `At "${first?.path.join('.') ?? ''}": ${first?.message ?? 'invalid'}`);
}

/** Calls the API where no body comes back. Throws `ApiProblem`. */
export async function apiEmpty(request: ApiRequest): Promise<void> {
  const response = await send(request);
  if (!response.ok) throw await readProblem(response);
}
