import { AuditEventPage, AuditEventView, AuditReach, AuditTerms, ChainCheck } from '@accord/contract/http';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import { askedOf, type AuditFilters } from './audit-filters';

const MOST_NEW = 50;
/** Small enough to answer at once, however long the log is. */
const CHECK_AT_ONCE = 20_000;

/** The events, newest first, as of when they were asked for: news is counted beside, never slid in. */
export function useAuditEvents(filters: AuditFilters, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['audit-list', filters],
    queryFn: ({ pageParam, signal }) =>
      api(AuditEventPage, {
        method: 'GET',
        path: '/v1/audit-events',
        query: { ...askedOf(filters), cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** How many matches came after the one that is shown first; at most 50 are counted. */
export function useNewEvents(filters: AuditFilters, newestShown: number | undefined) {
  const { data } = useQuery({
    queryKey: ['audit', 'newest', filters],
    queryFn: ({ signal }) =>
      api(AuditEventPage, {
        method: 'GET',
        path: '/v1/audit-events',
        query: { ...askedOf(filters), limit: MOST_NEW },
        signal,
      }),
    refetchInterval: usePollInterval(),
    enabled: newestShown !== undefined,
  });
  const count = (data?.items ?? []).filter((event) => event.number > (newestShown ?? Infinity)).length;
  return count === MOST_NEW ? `${MOST_NEW}+` : count === 0 ? null : String(count);
}

export function useAuditEvent(number: number) {
  return useQuery({
    queryKey: ['audit-event', number],
    queryFn: ({ signal }) =>
      api(AuditEventView, { method: 'GET', path: path`/v1/audit-events/${String(number)}`, signal }),
    staleTime: Infinity,
  });
}

export function useAuditReach(number: number) {
  return useQuery({
    queryKey: ['fleet', 'reach', number],
    queryFn: ({ signal }) =>
      api(AuditReach, { method: 'GET', path: path`/v1/audit-events/${String(number)}/reach`, signal }),
    refetchInterval: usePollInterval(),
  });
}

/** The actions and kinds that the log holds, to choose from. */
export function useAuditTerms(enabled: boolean) {
  return useQuery({
    queryKey: ['audit', 'terms'],
    queryFn: ({ signal }) => api(AuditTerms, { method: 'GET', path: '/v1/audit-events/terms', signal }),
    enabled,
  });
}

/** Checks the whole chain part by part; `progress` is how far it has come. */
export function useChainCheck() {
  const [progress, setProgress] = useState<ChainCheck | null>(null);
  const run = async () => {
    setProgress(null);
    for (let after = 0; ;) {
      const part = await api(ChainCheck, {
        method: 'GET',
        path: '/v1/audit-events/verify',
        query: { after, limit: CHECK_AT_ONCE },
      });
      setProgress(part);
      if (!part.intact || part.complete) return part;
      after = part.checked;
    }
  };
  return { progress, check: useMutation({ mutationFn: run }) };
}
