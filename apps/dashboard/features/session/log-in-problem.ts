import type { ApiProblem } from '../../lib/api-problem';

export interface LogInMessage {
  title: string;
  detail: string;
  /** Seconds until another try makes sense. */
  waitSeconds?: number | undefined;
}

/** What to tell somebody whose log-in failed: what happened and what to do. */
export function logInMessage(problem: ApiProblem): LogInMessage {
  if (problem.code === 'api_unreachable' || problem.code === 'dashboard_unreachable') {
    return { title: problem.title, detail: problem.detail };
  }
  if (problem.status === 429) {
    return { title: 'Too many tries', detail: problem.detail, waitSeconds: problem.retryAfterSeconds };
  }
  if (problem.status === 401) {
    return {
      title: 'E-mail or password is wrong',
      detail: 'Check both and try again. An administrator can set a new password.',
    };
  }
  return { title: problem.title, detail: problem.detail };
}
