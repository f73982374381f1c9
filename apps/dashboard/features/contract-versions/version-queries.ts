import { ContractDiff, ContractVersionView } from '@accord/contract/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import type { Place } from '../contract-editor/contract-queries';
import type { PlacedVersion } from './comparison-path';

/** What changes when `to` replaces `from`, in words. Neither ever changes, so it is read once. */
export function useVersionDiff(from: PlacedVersion, to: PlacedVersion) {
  return useQuery({
    queryKey: ['contract-diff', from, to],
    queryFn: ({ signal }) =>
      api(ContractDiff, {
        method: 'GET',
        path: path`/v1/services/${to.service}/environments/${to.environment}/versions/${String(to.version)}/diff`,
        query: {
          against: from.version,
          against_service: from.service,
          against_environment: from.environment,
        },
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
