import { ProblemDetails, type FieldError } from '@accord/contract/http';

export interface ApiProblemInit {
  status: number;
  code: string;
  title: string;
  detail: string;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  fieldErrors?: readonly FieldError[] | undefined;
  members?: Readonly<Record<string, unknown>> | undefined;
}

/** Every failure of a call to the API, whether a problem document arrived or nothing did. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | undefined;
  /** From `Retry-After`, in seconds. */
  readonly retryAfterSeconds: number | undefined;
  readonly fieldErrors: readonly FieldError[];
  /** Everything that the problem document says, for the few problems that carry more than the usual members. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(init: ApiProblemInit) {
    super(`${init.code}: ${init.detail}`);
    this.name = 'ApiProblem';
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.detail = init.detail;
    this.requestId = init.requestId;
    this.retryAfterSeconds = init.retryAfterSeconds;
    this.fieldErrors = init.fieldErrors ?? [];
    this.members = init.members ?? {};
  }
}

/** Any thrown value as a problem, so that every screen can say something exact. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    status: 0,
    code: 'unexpected_answer',
    title: 'Something went wrong in this page',
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** The network gave no answer at all. What is only read is asked for again; what changes something is left to the person. */
export function noAnswer(method: string): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'dashboard_unreachable',
    title: 'The dashboard cannot be reached',
    detail:
      method === 'GET'
        ? 'Check your connection; this page tries again by itself.'
        : 'Whether this was done is not known. Check your connection, and do it again: nothing is done twice.',
  });
}

/** An answer that is not what the API promises: a version skew, or something in between that answers itself. */
export function unexpectedAnswer(response: Response, what: string): ApiProblem {
  return new ApiProblem({
    status: response.status,
    code: 'unexpected_answer',
    title: 'The API answered in a way this page does not understand',
    detail: `${what}. If Accord was just upgraded, reload the page.`,
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

/** What stands before the API answers for it while it is down or being replaced. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

function apiAway(response: Response): ApiProblem {
  return new ApiProblem({
    status: response.status,
    code: 'api_unreachable',
    title: 'The API cannot be reached',
    detail: `A proxy before it answered ${response.status}. Services go on with the policy that they have. If it lasts, ask who runs Accord.`,
    retryAfterSeconds: retryAfter(response),
  });
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** A problem without a type of its own has the status's phrase as its title (RFC 9457, 4.2.1), which says little to people. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'The API does not accept this',
  401: 'You are not logged in',
  403: 'You may not do this',
  404: 'There is nothing of this name',
  409: 'Something stands in the way',
  412: 'Somebody else changed this meanwhile',
  413: 'This is too large',
  422: 'The API does not accept this',
  429: 'Too many requests',
  500: 'The API failed',
  503: 'The API is not ready',
};

/** What the API says of the form of a request is meant for programs; people want to know what to correct. */
function wordsOf(problem: ProblemDetails): Pick<ApiProblemInit, 'title' | 'detail'> {
  const { type, status, code, detail, errors = [] } = problem;
  if (code !== 'validation_failed' || errors.length === 0) {
    const own = type === 'about:blank' ? TITLES[status] : undefined;
    return { title: own ?? problem.title, detail };
  }
  const found = errors.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return { title: 'Something has to be corrected', detail: `${found.join('. ')}. Then try again.` };
}

/** Reads the problem document of a failed answer. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ProblemDetails.safeParse(body);
  if (!parsed.success && GATEWAY_STATUSES.has(response.status)) return apiAway(response);
  if (!parsed.success) return unexpectedAnswer(response, `It answered ${response.status} without saying why`);
  const { code, request_id: requestId, errors: fieldErrors } = parsed.data;
  return new ApiProblem({
    ...wordsOf(parsed.data),
    status: response.status,
    code,
    requestId,
    retryAfterSeconds: retryAfter(response),
    fieldErrors,
    members: parsed.data,
  });
}
