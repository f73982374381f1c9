import { EnvironmentList } from '@accord/contract/http';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';

/** The names of all environments, in their order; empty until they are read. */
export function useEnvironmentNames(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['services', 'environments'],
    queryFn: ({ signal }) => api(EnvironmentList, { method: 'GET', path: '/v1/environments', signal }),
  });
  return data?.items.map(({ name }) => name) ?? [];
}
