'use client';

import { Button, Dialog } from '@accord/ui';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useSessionLost } from '../../lib/session-lost';
import { LogInForm } from './log-in-form';
import { useSession } from './session-queries';

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
    <Dialog
      open
      onOpenChange={() => undefined}
      closable={false}
      title="Your session has ended"
      description="Log in again to go on. What you typed on this page is still here."
      footer={
        <Button variant="ghost" size="md" onClick={() => router.replace(logInPath)}>
          Log in as somebody else
        </Button>
      }
    >
      <LogInForm email={session.data.principal.email ?? undefined} onLoggedIn={() => undefined} />
    </Dialog>
  );
}
