import {
  CutOffList,
  IssuerPage,
  IssuerView,
  RevocationPage,
  RevocationView,
  type CreateRevocation,
  type LiftRevocation,
  type UpdateIssuer,
} from '@accord/contract/http';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { api, apiEmpty, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';

export interface RevocationFilters {
  kind: string | null;
  issuer: string | null;
}

/** What is in force, newest first, with how far each has come. */
export function useRevocations({ kind, issuer }: RevocationFilters) {
  return useInfiniteQuery({
    queryKey: ['revocations', 'list', kind, issuer],
    queryFn: ({ pageParam, signal }) =>
      api(RevocationPage, {
        method: 'GET',
        path: '/v1/revocations',
        query: { kind: kind ?? undefined, issuer: issuer ?? undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: usePollInterval(),
    placeholderData: keepPreviousData,
  });
}

/** The cut-offs of issuers in force, with how far each has come. */
export function useCutOffs() {
  return useQuery({
    queryKey: ['revocations', 'cut-offs'],
    queryFn: ({ signal }) => api(CutOffList, { method: 'GET', path: '/v1/cut-offs', signal }),
    refetchInterval: usePollInterval(),
  });
}

/** Issuers by name; `not_before` of each is its cut-off. */
export function useRevokingIssuers() {
  return useQuery({
    queryKey: ['issuers', 'for-revocations'],
    queryFn: ({ signal }) =>
      api(IssuerPage, { method: 'GET', path: '/v1/issuers', query: { limit: 200 }, signal }),
  });
}

export function useCreateRevocation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      body,
      idempotencyKey,
    }: {
      body: z.input<typeof CreateRevocation>;
      idempotencyKey: string;
    }) => api(RevocationView, { method: 'POST', path: '/v1/revocations', body, idempotencyKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['revocations'] }),
  });
}

/** Refuses everything that an issuer issued before a time. */
export function useCutOff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ issuer, body }: { issuer: string; body: UpdateIssuer }) =>
      api(IssuerView, { method: 'PATCH', path: path`/v1/issuers/${issuer}`, body }),
    onSuccess: () =>
      Promise.all(['issuers', 'revocations'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  });
}

export function useLiftRevocation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: LiftRevocation }) =>
      apiEmpty({ method: 'POST', path: path`/v1/revocations/${id}/lift`, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['revocations'] }),
  });
}
