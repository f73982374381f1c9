'use client';

import { Button, Dialog } from '@accord/ui';
import { LogInForm } from './log-in-form';

export interface SessionEndedProps {
  email: string | null;
  onLeave: () => void;
}

/** Asks for the password over the page that somebody works on. */
export function SessionEnded({ email, onLeave }: SessionEndedProps) {
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      closable={false}
      title="Your session has ended"
      description="Log in again to go on. What you typed on this page is still here."
      footer={
        <Button variant="ghost" size="md" onClick={onLeave}>
          Log in as somebody else
        </Button>
      }
    >
      <LogInForm email={email ?? undefined} onLoggedIn={() => undefined} />
    </Dialog>
  );
}
