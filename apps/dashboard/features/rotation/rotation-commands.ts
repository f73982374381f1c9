import {
  CompromisePreview,
  CompromiseResult,
  RotationOverview,
  RotationView,
  ScheduleView,
  type CompromiseKey,
  type HoldKey,
  type PutSchedule,
} from '@accord/contract/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';
import { rotationKey } from './rotation-queries';

/** Every issuer in a line, those that need a person first. */
export function useRotationOverview() {
  return useQuery({
    queryKey: ['issuers', 'overview'],
    queryFn: ({ signal }) => api(RotationOverview, { method: 'GET', path: '/v1/rotation', signal }),
    refetchInterval: usePollInterval(),
  });
}

/** Keeps a key where it is, or lets it go on. */
export function useHoldKey(issuer: string, kid: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: HoldKey) =>
      api(RotationView, { method: 'POST', path: path`/v1/issuers/${issuer}/keys/${kid}/hold`, body }),
    onSuccess: (view) => client.setQueryData(rotationKey(issuer), view),
  });
}

/** What a report of a compromise would do now. Always read afresh: a stale promise is none. */
export function useCompromisePreview(issuer: string, kid: string) {
  return useQuery({
    queryKey: ['issuers', 'compromise-preview', issuer, kid],
    queryFn: ({ signal }) =>
      api(CompromisePreview, {
        method: 'GET',
        path: path`/v1/issuers/${issuer}/keys/${kid}/compromise`,
        signal,
      }),
    gcTime: 0,
  });
}

/** Denies a key everywhere and for ever. */
export function useCompromiseKey(issuer: string, kid: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CompromiseKey) =>
      api(CompromiseResult, {
        method: 'POST',
        path: path`/v1/issuers/${issuer}/keys/${kid}/compromise`,
        body,
      }),
    onSuccess: ({ rotation }) => client.setQueryData(rotationKey(issuer), rotation),
  });
}

const scheduleKey = (issuer: string, alg: string) => ['issuers', 'schedule', issuer, alg] as const;

export function readSchedule(issuer: string, alg: string, signal?: AbortSignal) {
  return api(ScheduleView, {
    method: 'GET',
    path: path`/v1/issuers/${issuer}/schedule`,
    query: { alg },
    ...(signal ? { signal } : {}),
  });
}

/** The schedule as it is to be edited; it does not change under the reader's hands. */
export function useSchedule(issuer: string, alg: string) {
  return useQuery({
    queryKey: scheduleKey(issuer, alg),
    queryFn: ({ signal }) => readSchedule(issuer, alg, signal),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Saves a schedule over the version that was looked at. */
export function usePutSchedule(issuer: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, version }: { body: PutSchedule; version: number }) =>
      api(ScheduleView, {
        method: 'PUT',
        path: path`/v1/issuers/${issuer}/schedule`,
        ifMatch: `"${version}"`,
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['issuers'] }),
  });
}
