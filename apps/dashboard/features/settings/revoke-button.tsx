'use client';

import type { Permission } from '@accord/contract';
import { GuardedButton, useNotify } from '@accord/ui';
import { useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';
import { CommandDialog } from '../shared/command-dialog';
import { useSettingsCommand } from './settings-queries';

export interface RevokeButtonProps {
  verb: 'Revoke' | 'End';
  /** What is ended, in the middle of a sentence: `token “ci”`. */
  name: string;
  /** Null where everybody may. */
  permission: Permission | null;
  /** What happens then. */
  consequence: string;
  run: () => Promise<void>;
}

const WORDS = {
  Revoke: { running: 'Revoking…', done: 'Revoked' },
  End: { running: 'Ending…', done: 'Ended' },
};

/** Ends something that lets somebody in, after saying what that does. */
export function RevokeButton({ verb, name, permission, consequence, run }: RevokeButtonProps) {
  const [open, setOpen] = useState(false);
  const command = useSettingsCommand(run);
  const notify = useNotify();
  const blockedBecause = useBlockedBecause(permission);
  const done = () => {
    setOpen(false);
    notify({ tone: 'ok', title: `${WORDS[verb].done}: ${name}` });
  };
  return (
    <>
      <GuardedButton
        variant="secondary"
        size="sm"
        blockedBecause={blockedBecause}
        aria-label={`${verb} ${name}`}
        onClick={() => setOpen(true)}
      >
        {verb}
      </GuardedButton>
      {open && (
        <CommandDialog
          title={`${verb} ${name}?`}
          description="At once, and for good."
          label={verb}
          runningLabel={WORDS[verb].running}
          tone="danger"
          cancelLabel="Keep it"
          asksReason={false}
          command={command}
          onSubmit={() => command.mutate(undefined, { onSuccess: done })}
          onClose={() => setOpen(false)}
        >
          <p>{consequence}</p>
        </CommandDialog>
      )}
    </>
  );
}
