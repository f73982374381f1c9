import { SearchResults } from '@accord/contract/http';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useSettled } from './use-settled';

/** What the server finds by a piece of a name; older results stay while newer ones come. */
export function useSearch(text: string) {
  const wanted = text.trim();
  const search = useSettled(wanted);
  const query = useQuery({
    queryKey: ['search', search],
    queryFn: ({ signal }) =>
      api(SearchResults, { method: 'GET', path: '/v1/search', query: { search }, signal }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const hits = wanted === '' ? [] : (query.data?.items ?? []);
  return { hits, error: query.error, isSettled: search === wanted && !query.isFetching };
}
