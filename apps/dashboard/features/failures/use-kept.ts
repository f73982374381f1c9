import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueryLike } from '../shared/query-view';

type Kept<Data> = Pick<QueryLike<Data>, 'data' | 'dataUpdatedAt'>;

/** The query; where it has nothing to show because it failed, with what was read last before it. */
export function useKept<Data>(query: UseQueryResult<Data>): QueryLike<Data> {
  const { data, dataUpdatedAt, error, isFetching, refetch } = query;
  const [kept, setKept] = useState<Kept<Data>>({ data, dataUpdatedAt });
  const isRead = data !== undefined && !query.isPlaceholderData;
  if (isRead && (kept.data !== data || kept.dataUpdatedAt !== dataUpdatedAt))
    setKept({ data, dataUpdatedAt });
  const shown = data === undefined ? kept : { data, dataUpdatedAt };
  return { ...shown, error, isFetching, refetch };
}
