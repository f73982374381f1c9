import { ContractDiff, ContractVersionView } from '@accord/contract/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import type { Place } from '../contract-editor/contract-queries';

/** What changes when version `to` replaces version `from`, in words. Neither ever changes, so it is read once. */
export function useVersionDiff({ service, environment }: Place, from: number, to: number) {
  return useQuery({
    queryKey: ['contract-diff', service, environment, from, to],
    queryFn: ({ signal }) =>
      api(ContractDiff, {
        method: 'GET',
        path: path`/v1/services/${service}/environments/${environment}/versions/${String(to)}/diff`,
        query: { against: from },
        signal,
      }),
    staleTime: Infinity,
  });
}

export interface RollBack {
  version: number;
  reason: string;
  idempotencyKey: string;
}

/** Brings the content of an older version into force as a new version. */
export function useRollBack({ service, environment }: Place) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, reason, idempotencyKey }: RollBack) =>
      api(ContractVersionView, {
        method: 'POST',
        path: path`/v1/services/${service}/environments/${environment}/rollback`,
        body: { to_version: version, reason },
        idempotencyKey,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['services'] }),
  });
}
