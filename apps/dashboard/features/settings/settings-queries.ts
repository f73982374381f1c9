import { EnvironmentList } from '@accord/contract/http';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../lib/api';

interface ListPage<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** A list of the settings, page by page; filters run on the server. `enabled`: false for whom it is closed to. */
export function useSettingsList<Item>(
  answer: z.ZodType<ListPage<Item>>,
  path: string,
  query: Record<string, string | undefined>,
  enabled: boolean,
) {
  return useInfiniteQuery({
    queryKey: ['settings', path, query],
    queryFn: ({ pageParam, signal }) =>
      api(answer, { method: 'GET', path, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** A command on settings. What it took and answered, secrets too, leaves this page's memory with its dialog. */
export function useSettingsCommand<Variables, Answer>(run: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['settings'] }),
  });
}

export function useEnvironments() {
  return useQuery({
    queryKey: ['settings', 'environments'],
    queryFn: ({ signal }) => api(EnvironmentList, { method: 'GET', path: '/v1/environments', signal }),
  });
}
