import type { CodeOf } from './problem-codes.js';
import type { ProblemExtras } from './problem-extras.js';
import type { DatabaseTrouble } from '../database/database-trouble.js';
import { Problem } from './problem.js';

/** No such thing, or none that the caller may see. `what` is the noun and the name: `service "payments"`. */
export function notFound(what: string, advice = 'Check the name, or list what there is.'): Problem {
  return new Problem({ status: 404, code: 'not_found', detail: `There is no ${what}. ${advice}` });
}

/** The path is there, but not for this method. */
export function methodNotAllowed(allowed: readonly string[]): Problem {
  const allow = allowed.toSorted().join(', ');
  return new Problem({
    status: 405,
    code: 'method_not_allowed',
    detail: `This path takes ${allow} only. /openapi.json lists what each does.`,
    headers: { allow },
  });
}

/** The request fits no more with what is stored. */
export function conflict(code: CodeOf<409>, detail: string, extras: ProblemExtras = {}): Problem {
  return new Problem({ status: 409, code, detail, extras });
}

/** An If-Match that names an older state: somebody else saved in between. */
export function preconditionFailed(detail: string, extras: ProblemExtras): Problem {
  return new Problem({ status: 412, code: 'edit_conflict', detail, extras });
}

/** A write without If-Match, where it could overwrite what the caller has not seen. */
export function ifMatchRequired(detail: string, extras: ProblemExtras): Problem {
  return new Problem({ status: 428, code: 'if_match_required', detail, extras });
}

/** A well-formed request whose content is refused by a rule of the domain. */
export function unprocessable(code: CodeOf<422>, detail: string, extras: ProblemExtras = {}): Problem {
  return new Problem({ status: 422, code, detail, extras });
}

/** Nobody is logged in, or the credential is unknown, expired or revoked: on purpose it is not said which. */
export function unauthenticated(
  advice = 'Log in, or send a valid API token as "Authorization: Bearer …".',
): Problem {
  return new Problem({
    status: 401,
    code: 'unauthenticated',
    detail: advice,
    headers: { 'www-authenticate': 'Bearer' },
  });
}

export function forbidden(permission: string): Problem {
  return new Problem({
    status: 403,
    code: 'forbidden',
    detail: `This needs the permission ${permission}, which your role does not have. Ask an administrator.`,
    extras: { permission },
  });
}

/** `retryAfterSeconds` also goes into the Retry-After header. */
export function tooManyRequests(code: CodeOf<429>, detail: string, retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code,
    detail,
    extras: { retry_after_seconds: retryAfterSeconds },
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}

/** The replica cannot serve this now; trying again helps. */
export function unavailable(code: CodeOf<503>, detail: string, retryAfterSeconds: number): Problem {
  return new Problem({
    status: 503,
    code,
    detail,
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}

const DATABASE_PROBLEMS: Readonly<
  Record<DatabaseTrouble, [code: CodeOf<503>, detail: string, seconds: number]>
> = {
  unavailable: [
    'database_unavailable',
    'The database cannot be reached or does not answer. Send the same request again; if it stays, tell an operator.',
    5,
  ],
  read_only: [
    'database_read_only',
    'The database takes no writes: it may be a standby. Send the same request again; if it stays, tell an operator.',
    10,
  ],
  full: [
    'database_full',
    'The database has no room left. Tell an operator, who has to make room; then send the same request again.',
    30,
  ],
  stopping: [
    'stopping',
    'This replica is stopping. Send the same request again: another replica answers it.',
    1,
  ],
};

/** What a request is told that the database could not carry out, whatever it had asked for. */
export function databaseProblem(trouble: DatabaseTrouble): Problem {
  return unavailable(...DATABASE_PROBLEMS[trouble]);
}
