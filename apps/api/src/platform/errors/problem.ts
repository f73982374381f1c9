import { STATUS_CODES } from 'node:http';
import type { FieldError, ProblemDetails } from '@accord/contract/http';
import type { ProblemCode } from './problem-codes.js';
import type { ProblemExtras } from './problem-extras.js';

/** What is said of an error (RFC 9457). `code` is stable snake_case; `detail` tells the caller what to do next. */
export interface ProblemOptions {
  status: number;
  code: ProblemCode;
  detail: string;
  /** The status's own phrase unless given. */
  title?: string;
  errors?: readonly FieldError[];
  /** Further members of the problem document, snake_case. */
  extras?: Readonly<ProblemExtras>;
  headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a route; answered as `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(readonly options: ProblemOptions) {
    super(`${options.code}: ${options.detail}`);
    this.name = 'Problem';
    this.status = options.status;
    this.code = options.code;
    this.headers = options.headers ?? {};
  }

  /** The document that is sent. */
  body(requestId: string): ProblemDetails {
    const { status, code, detail, title, errors, extras } = this.options;
    return {
      ...extras,
      type: 'about:blank',
      title: title ?? STATUS_CODES[status] ?? 'Error',
      status,
      code,
      detail,
      request_id: requestId,
      ...(errors === undefined ? {} : { errors: [...errors] }),
    };
  }
}
