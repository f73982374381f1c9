import type { Permission } from '@accord/contract';
import { CurrentSession } from '@accord/contract/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, apiEmpty } from '../../lib/api';
import { asProblem } from '../../lib/api-problem';
import { reportSessionFound } from '../../lib/session-lost';
import { useHydrated } from '../shared/use-hydrated';

const sessionKey = ['session'] as const;

const readSession = ({ signal }: { signal: AbortSignal }) =>
  api(CurrentSession, { method: 'GET', path: '/v1/session', signal });

/**
 * Who is logged in, and what they may do; undefined also while the server's HTML, which does not know it, is taken over.
 * `failed`: it could not be read yet, and is asked for again.
 */
export function useSession(): { data: CurrentSession | undefined; failed: boolean } {
  const { data, error } = useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 300_000 });
  const failed = data === undefined && error !== null && asProblem(error).status !== 401;
  return { data: useHydrated() ? data : undefined, failed };
}

/** Null when the person may do this, else a sentence that says why not. A permission of null: everybody may. */
export function useBlockedBecause(permission: Permission | null): string | null {
  const { data, failed } = useSession();
  if (permission === null) return null;
  if (failed) return 'What you may do could not be read yet; it is asked for again.';
  if (!data) return 'Your permissions are still being read.';
  if (data.permissions.includes(permission)) return null;
  const role = data.principal.role ?? 'current';
  return `Your role, ${role}, does not include ${permission}. Ask an administrator for a role that does.`;
}

export interface Credentials {
  email: string;
  password: string;
}

/** Opens a session with a cookie. Problems: wrong credentials 401, locked 429 with Retry-After. */
export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    meta: { isLogIn: true },
    mutationFn: async (credentials: Credentials) => {
      await apiEmpty({ method: 'POST', path: '/v1/session', body: credentials });
    },
    onSuccess: async () => {
      reportSessionFound();
      await client.invalidateQueries();
    },
  });
}

/** Ends the session here and on the server. */
export function useLogOut() {
  return useMutation({ mutationFn: () => apiEmpty({ method: 'DELETE', path: '/v1/session' }) });
}
