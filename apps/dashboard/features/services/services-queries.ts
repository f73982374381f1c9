import {
  ContractVersionPage,
  ContractVersionView,
  CredentialList,
  ServicePage,
  ServiceView,
} from '@accord/contract/http';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';

const firstPage = undefined as string | undefined;
const nextPage = (last: { next_cursor: string | null }) => last.next_cursor ?? undefined;

/** Services with how they stand in every environment, page by page; search runs on the server. */
export function useServices(search: string) {
  return useInfiniteQuery({
    queryKey: ['services', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      api(ServicePage, { method: 'GET', path: '/v1/services', query: { search, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}

export function useService(service: string) {
  return useQuery({
    queryKey: ['services', 'one', service],
    queryFn: ({ signal }) => api(ServiceView, { method: 'GET', path: path`/v1/services/${service}`, signal }),
    refetchInterval: usePollInterval(),
  });
}

/** The published versions of one environment, newest first. */
export function useContractVersions(service: string, environment: string) {
  return useInfiniteQuery({
    queryKey: ['services', 'versions', service, environment],
    queryFn: ({ pageParam, signal }) =>
      api(ContractVersionPage, {
        method: 'GET',
        path: path`/v1/services/${service}/environments/${environment}/versions`,
        query: { cursor: pageParam, limit: 10 },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });
}

/** One published version with its contract. It never changes, so it is read once. */
export function useContractVersion(service: string, environment: string, version: number) {
  return useQuery({
    queryKey: ['contract-version', service, environment, version],
    queryFn: ({ signal }) =>
      api(ContractVersionView, {
        method: 'GET',
        path: path`/v1/services/${service}/environments/${environment}/versions/${String(version)}`,
        signal,
      }),
    staleTime: Infinity,
  });
}

/** What is known about the credentials of one environment; never a secret. */
export function useServiceCredentials(service: string, environment: string) {
  return useQuery({
    queryKey: ['services', 'credentials', service, environment],
    queryFn: ({ signal }) =>
      api(CredentialList, {
        method: 'GET',
        path: path`/v1/services/${service}/environments/${environment}/credentials`,
        signal,
      }),
    refetchInterval: usePollInterval(),
  });
}
