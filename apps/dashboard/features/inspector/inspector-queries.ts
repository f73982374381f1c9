import { InspectedChecks, Inspection, type InspectionSource, type InspectToken } from '@accord/contract/http';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { Pasted } from './pasted-token';

/** What is asked. `id` stands for what was pasted in cache keys, so that no token is in a key. */
export interface Question {
  id: number;
  pasted: Pasted;
  at: number | undefined;
  request: InspectToken['request'];
}

/** The place whose checks are looked at. */
export interface Cell {
  service: string;
  environment: string;
  source: InspectionSource;
}

/** The verdict of every service × environment, page by page. What was pasted goes out in the body only. */
export function useMatrix(question: Question, search: string, environment: string) {
  return useInfiniteQuery({
    queryKey: ['inspector', 'matrix', question.id, search, environment],
    queryFn: ({ pageParam, signal }) =>
      api(Inspection, {
        method: 'POST',
        path: '/v1/inspect',
        body: {
          ...question.pasted,
          at: question.at,
          request: question.request,
          search: search.trim() || undefined,
          environment: environment || undefined,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    // Another filter keeps the rows in sight; another token must not stand over the verdicts of the last one.
    placeholderData: (before, query) => (query?.queryKey[2] === question.id ? before : undefined),
    gcTime: 0,
  });
}

/** The ordered checks of one place. */
export function useChecks(question: Question, { service, environment, source }: Cell) {
  return useQuery({
    queryKey: ['inspector', 'checks', question.id, service, environment, source],
    queryFn: ({ signal }) =>
      api(InspectedChecks, {
        method: 'POST',
        path: '/v1/inspect/checks',
        body: {
          ...question.pasted,
          at: question.at,
          request: question.request,
          service,
          environment,
          source,
        },
        signal,
      }),
    gcTime: 0,
  });
}
