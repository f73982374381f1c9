import { PROBLEM_CODES, type ProblemCode } from '../errors/problem-codes.js';
import { type EndpointOptions, refusesUnknownQuery, takesIdempotencyKey } from '../http/endpoint.js';

export interface AnsweredProblem {
  status: number;
  code: ProblemCode;
}

/** What the operation takes, as Nest sees it. */
export interface Inputs {
  hasBody: boolean;
  parameters: readonly { name: string; in: string }[];
}

/** The problems that an endpoint answers: those that follow from its declaration, and those that it names. */
export function problemsOf(endpoint: EndpointOptions, inputs: Inputs): AnsweredProblem[] {
  return [
    ...accessProblems(endpoint),
    ...parameterProblems(endpoint, inputs),
    ...(inputs.hasBody ? BODY_PROBLEMS : []),
    ...editProblems(endpoint),
    ...(takesIdempotencyKey(endpoint) ? repeatProblems(endpoint) : []),
    ...named(...(endpoint.problems ?? [])),
  ];
}

const BODY_PROBLEMS: readonly AnsweredProblem[] = [
  ...named('malformed_request', 'body_too_large', 'unsupported_media_type'),
  { status: 422, code: 'validation_failed' },
];

/** The guard counts every caller; whoever has a name is looked up in the database, which may be busy. */
function accessProblems(endpoint: EndpointOptions): AnsweredProblem[] {
  const isPublic = 'public' in endpoint;
  const changes = endpoint.method !== 'GET' || endpoint.recordsEvent === true;
  return [
    ...named('rate_limited'),
    ...(isPublic ? [] : named('unauthenticated', 'busy', 'too_slow')),
    ...('permission' in endpoint ? named('forbidden') : []),
    // Only browsers are refused so: a service or an issuer has no cookie.
    ...(changes && !('credential' in endpoint) ? named('csrf_rejected') : []),
  ];
}

function parameterProblems(endpoint: EndpointOptions, { parameters }: Inputs): AnsweredProblem[] {
  const isIn = (place: string) => parameters.some((parameter) => parameter.in === place);
  const isChecked = isIn('path') || isIn('query') || refusesUnknownQuery(endpoint);
  return [
    ...(isChecked ? [{ status: 400, code: 'validation_failed' } as const] : []),
    ...(isIn('path') ? named('not_found') : []),
    ...(parameters.some(({ name }) => name === 'cursor') ? named('cursor_invalid') : []),
  ];
}

/** A PUT has to name what it overwrites. */
function editProblems({ method, requestHeaders = {} }: EndpointOptions): AnsweredProblem[] {
  if (requestHeaders['If-Match'] === undefined) return [];
  return named('edit_conflict', ...(method === 'PUT' ? (['if_match_required'] as const) : []));
}

/** What was made is answered again; of any other change only that it was done (docs/adr/0014). */
function repeatProblems({ status }: EndpointOptions): AnsweredProblem[] {
  return named(
    'idempotency_key_invalid',
    'idempotency_key_reused',
    status === 201 ? 'already_exists' : 'already_done',
  );
}

function named(...codes: ProblemCode[]): AnsweredProblem[] {
  return codes.flatMap((code) => PROBLEM_CODES[code].statuses.map((status) => ({ status, code })));
}
