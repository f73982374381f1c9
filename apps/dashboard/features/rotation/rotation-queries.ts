import { IssuerPage, RotationView, type IssuerView, type RotateNow } from '@accord/contract/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, path } from '../../lib/api';
import { usePollInterval } from '../../lib/live/live-provider';

const LONGEST_PAGE = 200;

/** All issuers. There are few: a page of the longest size holds them. */
export function useIssuers() {
  return useQuery({
    queryKey: ['issuers', 'list'],
    queryFn: ({ signal }) =>
      api(IssuerPage, { method: 'GET', path: '/v1/issuers', query: { limit: LONGEST_PAGE }, signal }),
    refetchInterval: usePollInterval(),
  });
}

export const rotationKey = (issuer: string) => ['issuers', 'rotation', issuer] as const;

/** Keys, bounds and what every transition waits for. Only managed issuers have it. */
export function useRotation(issuer: IssuerView) {
  return useQuery({
    queryKey: rotationKey(issuer.name),
    queryFn: ({ signal }) =>
      api(RotationView, { method: 'GET', path: path`/v1/issuers/${issuer.name}/rotation`, signal }),
    refetchInterval: usePollInterval(),
    enabled: issuer.kind === 'managed',
  });
}

export interface RotateCommand {
  body: RotateNow;
  /** The same for every try, so that a repeated one rotates once. */
  idempotencyKey: string;
}

/** Starts the next rotation. It obeys the same guards as the schedule. */
export function useRotateNow(issuer: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: RotateCommand) =>
      api(RotationView, {
        method: 'POST',
        path: path`/v1/issuers/${issuer}/rotate`,
        body,
        idempotencyKey,
      }),
    onSuccess: (view) => client.setQueryData(rotationKey(issuer), view),
  });
}
