'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { Suspense, lazy, useEffect } from 'react';
import { useSessionLost } from '../../lib/session-lost';
import { useSession } from './session-queries';

const SessionEnded = lazy(async () => ({ default: (await import('./session-ended')).SessionEnded }));

function useLogInPath(): string {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const here = query ? `${pathname}?${query}` : pathname;
  return `/login?next=${encodeURIComponent(here)}`;
}

/**
 * Sends a visitor without a session to the log-in page. When a session ends while somebody works, asks
 * for the password over the page instead, so that nothing typed is lost.
 */
export function SessionGate() {
  const router = useRouter();
  const logInPath = useLogInPath();
  const lost = useSessionLost();
  const session = useSession();
  const neverHere = lost && !session.data;

  useEffect(() => {
    if (neverHere) router.replace(logInPath);
  }, [neverHere, router, logInPath]);

  if (!lost || !session.data) return null;
  return (
    <Suspense>
      <SessionEnded email={session.data.principal.email} onLeave={() => router.replace(logInPath)} />
    </Suspense>
  );
}
