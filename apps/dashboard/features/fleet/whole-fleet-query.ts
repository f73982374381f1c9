import { FleetPage } from '@accord/contract/http';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import type { FleetFilters } from './fleet-filters';

/** Every instance; filters, order and pages are the server's. */
export function useFleet({ search, environment, status, sort }: FleetFilters) {
  return useInfiniteQuery({
    queryKey: ['fleet', 'all', search, environment, status, sort],
    queryFn: ({ pageParam, signal }) =>
      api(FleetPage, {
        method: 'GET',
        path: '/v1/instances',
        query: { search: search.trim(), environment, status: status ?? undefined, sort, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}
