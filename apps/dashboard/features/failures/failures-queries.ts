import { FailuresView } from '@accord/contract/http';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import type { Filters } from './filters';
import { useKept } from './use-kept';
import { rangeOf } from './windows';

const opt = (value: string | null) => value ?? undefined;

/** The filters as the API takes them. */
function valuesOf(filters: Filters) {
  return {
    service: opt(filters.service),
    environment: opt(filters.environment),
    reason: opt(filters.reason),
    group: opt(filters.group),
    trust: opt(filters.trust),
    issuer: opt(filters.issuer),
    kid: opt(filters.kid),
    contract_version: filters.contract_version ?? undefined,
    instance: opt(filters.instance),
    sdk: opt(filters.sdk),
    mode: filters.mode,
    group_by: filters.group_by,
  };
}

function readFailures(filters: Filters, signal: AbortSignal) {
  const range = rangeOf(filters, Math.floor(Date.now() / 1_000));
  return api(FailuresView, {
    method: 'GET',
    path: '/v1/failures',
    query: { ...range, ...valuesOf(filters) },
    signal,
  });
}

/** Where what is shown can be had as a file: the same range, bars and filters. */
export function csvHref(filters: Filters, { from, to, step }: FailuresView): string {
  const query = new URLSearchParams({ from: String(from), to: String(to), step: String(step) });
  for (const [name, value] of Object.entries(valuesOf(filters))) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `/v1/failures.csv?${query}`;
}

/** Counts of verdicts over time. While a new filter loads, and when it fails, the old picture stays. */
export function useFailures(filters: Filters) {
  // What is only a matter of drawing asks for no new data.
  const { accepted: _accepted, compare: _compare, ...asked } = filters;
  return useKept(
    useQuery({
      queryKey: ['failures', asked],
      queryFn: ({ signal }) => readFailures(filters, signal),
      refetchInterval: usePollInterval(),
      placeholderData: keepPreviousData,
    }),
  );
}
