import type { z } from 'zod';
import type { CredentialKind } from '../auth/credential-authenticators.js';
import type { Problem } from '../errors/problem.js';
import type { HeaderNotes } from './header-note.js';

/** A body that is a compact JWS (RFC 7515) over a payload of this schema. */
export interface JwsBody {
  jws: z.ZodType;
}

export interface RawAnswer {
  status: number;
  description: string;
  /** Names of `RawOperation.responseHeaders`. */
  headers?: readonly string[];
  body?: z.ZodType | JwsBody;
}

/** What `/openapi.json` says of a route that stands below Nest, where no decorator can say it. */
export interface RawOperation {
  operationId: string;
  summary: string;
  description: string;
  credential: CredentialKind;
  requestHeaders: HeaderNotes;
  requestBody?: { description: string; schema: z.ZodType };
  responseHeaders: HeaderNotes;
  answers: readonly RawAnswer[];
  /** One of each that the route may answer with: status, code, detail and headers are taken from it. */
  problems: readonly Problem[];
}
