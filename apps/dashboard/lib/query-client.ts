import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from './api-problem';
import { reportSessionLost } from './session-lost';

const AFTER_OUTAGE_MS = 10_000;

/** A refusal will not change by asking again; an outage may. */
function isOutage(error: Error): boolean {
  const { status } = asProblem(error);
  return status === 0 || status >= 500;
}

function watchForLogOut(error: Error): void {
  if (asProblem(error).status === 401) reportSessionLost();
}

/** One client per browser tab. Data counts as fresh until the event stream says otherwise. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: watchForLogOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.['isLogIn']) watchForLogOut(error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && isOutage(error),
        retryDelay: 1_000,
        refetchInterval: ({ state: { error } }) => error !== null && isOutage(error) && AFTER_OUTAGE_MS,
        staleTime: 30_000,
        networkMode: 'always',
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
