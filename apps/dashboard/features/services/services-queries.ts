import {
  ContractVersionPage,
  ContractVersionView,
  CredentialPage,
  ServiceOwnerList,
  ServicePage,
  ServiceView,
} from '@accord/contract/http';
import { formatCount } from '@accord/ui';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, apiEmpty, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import { credentialsPath } from '../credentials/credential-path';
import { pagesInSight } from '../shared/page-places';
import { askedOf, type ServiceFilters } from './service-filters';

const firstPage = undefined as string | undefined;
const nextPage = (last: { next_cursor: string | null }) => last.next_cursor ?? undefined;

/** On one page of the list. */
export const SERVICES_ON_PAGE = 50;

/** Services with how they stand in every environment; the server filters, and gives the pages that are looked at. */
export function useServices(filters: ServiceFilters) {
  return useInfiniteQuery({
    queryKey: ['services', 'list', filters],
    queryFn: ({ pageParam: { cursor }, signal }) =>
      api(ServicePage, {
        method: 'GET',
        path: '/v1/services',
        query: { ...askedOf(filters), cursor, limit: SERVICES_ON_PAGE },
        signal,
      }),
    ...pagesInSight,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}

/** Who answers for services, to choose from; empty until they are read. */
export function useServiceOwners() {
  const { data } = useQuery({
    queryKey: ['services', 'owners'],
    queryFn: ({ signal }) => api(ServiceOwnerList, { method: 'GET', path: '/v1/service-owners', signal }),
  });
  return (data?.items ?? []).map(({ owner, services }) => ({
    value: owner,
    label: `${owner} (${formatCount(services)})`,
  }));
}

const MOST_OFFERED = 20;

/** The names of services that fit a text, to choose one from. */
export function useServiceNames(search: string): readonly string[] {
  const { data } = useQuery({
    queryKey: ['services', 'names', search.trim()],
    queryFn: ({ signal }) =>
      api(ServicePage, {
        method: 'GET',
        path: '/v1/services',
        query: { search: search.trim(), limit: MOST_OFFERED },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  return data?.items.map(({ name }) => name) ?? [];
}

/** Sets the caller's own star, or takes it off; done when the lists are read again. */
export function useStar(service: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (starred: boolean) =>
      apiEmpty({ method: starred ? 'PUT' : 'DELETE', path: path`/v1/services/${service}/star` }),
    onSettled: () => client.invalidateQueries({ queryKey: ['services'] }),
  });
}

/** `known`: the service as a list told of it, to be shown at once. */
export function useService(service: string, known?: ServiceView) {
  return useQuery({
    queryKey: ['services', 'one', service],
    queryFn: ({ signal }) => api(ServiceView, { method: 'GET', path: path`/v1/services/${service}`, signal }),
    refetchInterval: usePollInterval(),
    ...(known && { placeholderData: known }),
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

/** What is known about the credentials of one environment, newest first; never a secret. */
export function useServiceCredentials(service: string, environment: string) {
  return useInfiniteQuery({
    queryKey: ['services', 'credentials', service, environment],
    queryFn: ({ pageParam, signal }) =>
      api(CredentialPage, {
        method: 'GET',
        path: credentialsPath({ kind: 'service', service, environment }),
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchInterval: usePollInterval(),
  });
}
