'use client';

import { GuardedButton } from '@accord/ui';
import { Trash2 } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';
import type { DraftInEditor } from './use-draft-sync';

const DiscardDialog = lazy(async () => ({ default: (await import('./discard-dialog')).DiscardDialog }));

export interface DiscardButtonProps {
  draft: DraftInEditor;
  /** The version in force; null before the first one. */
  live: number | null;
}

/** Opens the dialog that gives up the draft, or says why there is nothing to give up. */
export function DiscardButton({ draft, live }: DiscardButtonProps) {
  const [asked, setAsked] = useState(false);
  const notAllowed = useBlockedBecause('contracts:write');
  return (
    <>
      <GuardedButton
        variant="ghost"
        size="md"
        blockedBecause={notAllowed ?? nothingToDiscard(draft)}
        onClick={() => setAsked(true)}
      >
        <Trash2 aria-hidden="true" />
        Discard draft…
      </GuardedButton>
      {asked && (
        <Suspense>
          <DiscardDialog draft={draft} live={live} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  );
}

function nothingToDiscard({ draft, unreadable, save }: DraftInEditor): string | null {
  switch (save.kind) {
    case 'saved':
      return draft === null && unreadable === null
        ? 'There is no draft. Change something to begin one.'
        : null;
    case 'waiting':
    case 'saving':
      return 'The draft is being saved. Wait a moment.';
    case 'conflict':
      return 'Somebody else changed the draft. Look at both first.';
    case 'failed':
      return null;
  }
}
