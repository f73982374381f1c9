import { ErrorState } from '@accord/ui';
import { asProblem } from '../../lib/api-problem';
import { CommandProblem } from '../shared/command-problem';
import { inFormWords } from './schedule-form';

/** Why a schedule was not saved, in the words of its form. A conflict is told by what it overwrites instead. */
export function ScheduleRefusal({ error }: { error: unknown }) {
  const problem = error ? asProblem(error) : null;
  if (problem?.status === 412) return null;
  if (problem?.status !== 422) return <CommandProblem error={error} />;
  return (
    <ErrorState
      title="The schedule was not saved"
      detail={inFormWords(problem.detail)}
      requestId={problem.requestId}
    />
  );
}
