import { FailuresView } from '@accord/contract/http';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import type { Filters } from './filters';
import { rangeOf } from './windows';

const opt = (value: string | null) => value ?? undefined;

function readFailures(filters: Filters, signal: AbortSignal) {
  const range = rangeOf(filters, Math.floor(Date.now() / 1_000));
  return api(FailuresView, {
    method: 'GET',
    path: '/v1/failures',
    query: {
      ...range,
      service: opt(filters.service),
      environment: opt(filters.environment),
      reason: opt(filters.reason),
      issuer: opt(filters.issuer),
      kid: opt(filters.kid),
      instance: opt(filters.instance),
      mode: filters.mode,
      group_by: filters.group_by,
    },
    signal,
  });
}

/** Counts of verdicts over time. While a new filter loads, the old picture stays. */
export function useFailures(filters: Filters) {
  // What is only a matter of drawing asks for no new data.
  const { accepted: _accepted, ...asked } = filters;
  return useQuery({
    queryKey: ['failures', asked],
    queryFn: ({ signal }) => readFailures(filters, signal),
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}
