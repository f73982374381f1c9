import { HttpException } from '@nestjs/common';
import { databaseTrouble } from '../database/database-trouble.js';
import { SQLSTATE, sqlState } from '../database/postgres-error.js';
import { BODY_LIMIT_BYTES, LONGEST_PATH_SEGMENT } from '../http/limits.js';
import type { ProblemCode } from './problem-codes.js';
import { Problem } from './problem.js';
import { databaseProblem, unavailable } from './problems.js';

/** What any error looks like to the caller. Undefined: an error of ours, of which nothing may be shown. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  return ofPostgres(error) ?? ofFramework(error);
}

/** The answer to an error that is nobody's fault but ours. */
export function internalProblem(): Problem {
  return new Problem({
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on our side. Try again; if it stays, give the request id to an operator.',
  });
}

function ofPostgres(error: unknown): Problem | undefined {
  switch (sqlState(error)) {
    case SQLSTATE.uniqueViolation:
      return new Problem({
        status: 409,
        code: 'already_exists',
        detail: 'Something with these values exists already. Choose others, or change what is there.',
      });
    case SQLSTATE.serializationFailure:
    case SQLSTATE.deadlockDetected:
    case SQLSTATE.lockNotAvailable:
      return unavailable('busy', 'Others were writing at the same time. Send the same request again.', 1);
    case SQLSTATE.queryCanceled:
      return unavailable('too_slow', 'The database took too long. Ask for less, or try again.', 5);
    default:
      return ofDatabase(error);
  }
}

/** Neither the request nor we are at fault: no address, name or text of the database is shown. */
function ofDatabase(error: unknown): Problem | undefined {
  const trouble = databaseTrouble(error);
  return trouble && databaseProblem(trouble);
}

const FRAMEWORK: Readonly<Record<number, { code: ProblemCode; detail: string }>> = {
  400: { code: 'malformed_request', detail: 'The request could not be read. Send well-formed JSON.' },
  404: {
    code: 'route_not_found',
    detail: 'There is no such path in this API. /openapi.json lists what there is.',
  },
  408: { code: 'request_timeout', detail: 'The request took too long to arrive. Send it again.' },
  413: {
    code: 'body_too_large',
    detail: `The body has more than the ${BODY_LIMIT_BYTES} bytes that are taken. Send less at once.`,
  },
  414: {
    code: 'uri_too_long',
    detail: `A part of the path between two slashes has more than ${LONGEST_PATH_SEGMENT} characters. Check the name or id in it.`,
  },
  415: { code: 'unsupported_media_type', detail: 'Send the body as Content-Type: application/json.' },
};

/** Of the router: the percent signs of the path are no UTF-8. */
const BAD_URL = 'FST_ERR_BAD_URL';

function ofFramework(error: unknown): Problem | undefined {
  if (error instanceof Error && 'code' in error && error.code === BAD_URL) return malformedUrl();
  const status = statusOf(error);
  const known = status === undefined ? undefined : FRAMEWORK[status];
  return status === undefined || known === undefined ? undefined : new Problem({ status, ...known });
}

function malformedUrl(): Problem {
  return new Problem({
    status: 400,
    code: 'malformed_url',
    detail:
      'The path holds a percent sign that begins no UTF-8 character. Send a percent sign itself as %25.',
  });
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
