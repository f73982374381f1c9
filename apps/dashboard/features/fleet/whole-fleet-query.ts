import { FleetPage } from '@accord/contract/http';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import { pagesInSight } from '../shared/page-places';
import type { FleetFilters } from './fleet-filters';

/** On one page of the list. */
export const INSTANCES_ON_PAGE = 100;

/** Every instance; filters, order and pages are the server's. */
export function useFleet({ search, environment, status, lacks, sort }: FleetFilters) {
  return useInfiniteQuery({
    queryKey: ['fleet', 'all', search, environment, status, lacks, sort],
    queryFn: ({ pageParam: { cursor }, signal }) =>
      api(FleetPage, {
        method: 'GET',
        path: '/v1/instances',
        query: {
          search: search.trim(),
          environment,
          status: status ?? undefined,
          lacks: lacks ?? undefined,
          sort,
          cursor,
          limit: INSTANCES_ON_PAGE,
        },
        signal,
      }),
    ...pagesInSight,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}
