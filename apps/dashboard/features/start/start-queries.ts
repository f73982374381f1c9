import { FirstRunView } from '@accord/contract/http';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import { useHydrated } from '../shared/use-hydrated';
import { useStartDismissed } from './start-dismissal';
import { isComplete } from './start-steps';

/** How far the first steps have come; every change, heartbeat and report makes it old, until they are complete. */
export function useFirstRun(wanted = true) {
  const hydrated = useHydrated();
  const query = useQuery({
    queryKey: ['services', 'first-run'],
    queryFn: ({ signal }) => api(FirstRunView, { method: 'GET', path: '/v1/first-run', signal }),
    enabled: ({ state }) => wanted && (state.data === undefined || !isComplete(state.data)),
    refetchInterval: usePollInterval(),
  });
  // The navigation may have the answer before the page is taken over.
  return hydrated ? query : { ...query, data: undefined, error: null };
}

/** Whether there are first steps left, and this browser wants to hear of them. */
export function useStartIsOpen(): boolean {
  const dismissed = useStartDismissed();
  const { data } = useFirstRun(!dismissed);
  return !dismissed && data !== undefined && !isComplete(data);
}
