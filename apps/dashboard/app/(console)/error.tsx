'use client';

import { ErrorState } from '@accord/ui';
import { asProblem } from '../../lib/api-problem';

export default function ConsoleError({ error, reset }: { error: Error; reset: () => void }) {
  const problem = asProblem(error);
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">This page could not be shown</h1>
      <ErrorState
        title={problem.title}
        detail={problem.detail}
        requestId={problem.requestId}
        onRetry={reset}
      />
    </>
  );
}
