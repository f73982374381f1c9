import { readPath, type EvaluationContext } from '@accord/policy';
import type { FailureReason } from '@accord/contract';
import { readAuthorization, type Presentation } from './authorization-header.js';
import type { VerifyRequest } from './verdict.js';

/** A request that passed group 1 of the failure reasons. */
export interface ReadRequest {
  readonly ok: true;
  readonly token: string;
  /** With which scheme it came; undefined for a bare token. */
  readonly presentation: Presentation | undefined;
  /** null when the caller gave none. */
  readonly request: EvaluationContext['request'];
}

export type RequestReading = ReadRequest | { readonly ok: false; readonly reason: FailureReason };

/** Group 1 for a token that the caller took out of the request. Other types than string are no token. */
export function readBareToken(token: unknown, request: VerifyRequest | undefined): RequestReading {
  if (token === undefined || token === null || token === '') return { ok: false, reason: 'token_missing' };
  return withPath(typeof token === 'string' ? token : '', undefined, request);
}

/** Group 1 for the values of the `Authorization` header. */
export function readHeader(
  header: string | readonly string[] | undefined,
  request: VerifyRequest | undefined,
  acceptsDpop: boolean,
): RequestReading {
  const read = readAuthorization(header, acceptsDpop);
  return read.ok ? withPath(read.token, read.presentation, request) : read;
}

function withPath(
  token: string,
  presentation: Presentation | undefined,
  request: VerifyRequest | undefined,
): RequestReading {
  if (request === undefined) return { ok: true, token, presentation, request: null };
  const path = readPath(request.path, request.caseInsensitivePaths);
  if (path === null) return { ok: false, reason: 'path_ambiguous' };
  return { ok: true, token, presentation, request: { method: request.method, path } };
}
