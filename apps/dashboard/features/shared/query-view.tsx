'use client';

import { ErrorState, TimeText } from '@accord/ui';
import { asProblem } from '../../lib/api-problem';

/** The members of a TanStack query that decide what is on screen. */
export interface QueryLike<Data> {
  data: Data | undefined;
  error: Error | null;
  dataUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface QueryViewProps<Data> {
  query: QueryLike<Data>;
  /** In the size of what is to come. */
  skeleton: React.ReactNode;
  children: (data: Data) => React.ReactNode;
}

/** Loading, failed, failed with older data kept, or loaded: the same everywhere. */
export function QueryView<Data>({ query, skeleton, children }: QueryViewProps<Data>) {
  const { data, error } = query;
  const problem = error ? asProblem(error) : null;
  // Without a session the gate leads away; an error would only flash.
  const shown = problem && problem.status !== 401 ? problem : null;
  const strip = shown && (
    <ErrorState
      title={shown.title}
      detail={shown.detail}
      requestId={shown.requestId}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
      keptSince={data !== undefined && <KeptSince at={query.dataUpdatedAt} />}
    />
  );
  if (data === undefined) return strip ?? skeleton;
  return (
    <>
      {strip}
      {children(data)}
    </>
  );
}

function KeptSince({ at }: { at: number }) {
  return (
    <>
      Below is what was read at <TimeText at={Math.floor(at / 1_000)} precision="second" />.
    </>
  );
}
