import { ErrorState } from '@accord/ui';
import { asProblem } from '../../lib/api-problem';

/** Why a command was refused, beside what was written for it. Without a session the gate speaks instead. */
export function CommandProblem({ error }: { error: unknown }) {
  const problem = error ? asProblem(error) : null;
  if (!problem || problem.status === 401) return null;
  return <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />;
}
