import { InstancePage } from '@accord/contract/http';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';

/** The instances of a service in one environment, page by page. */
export function useInstances(service: string, environment: string) {
  return useInfiniteQuery({
    queryKey: ['fleet', service, environment],
    queryFn: ({ pageParam, signal }) =>
      api(InstancePage, {
        method: 'GET',
        path: path`/v1/services/${service}/environments/${environment}/instances`,
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}
