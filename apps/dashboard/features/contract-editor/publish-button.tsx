'use client';

import { GuardedButton } from '@accord/ui';
import { Rocket } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { randomKey } from '../../lib/random-key';
import { useBlockedBecause } from '../session/session-queries';
import type { Place } from './contract-queries';
import type { DraftInEditor } from './use-draft-sync';

const PublishDialog = lazy(async () => ({ default: (await import('./publish-dialog')).PublishDialog }));

export interface PublishButtonProps extends Place {
  draft: DraftInEditor;
  live: number | null;
  errors: number;
  onPublished: () => void;
}

/** Opens the publish dialog, or says why there is nothing to publish yet. */
export function PublishButton({ draft, live, errors, onPublished, ...place }: PublishButtonProps) {
  const [asked, setAsked] = useState<{ key: string; draft: NonNullable<DraftInEditor['draft']> } | null>(
    null,
  );
  const notAllowed = useBlockedBecause('contracts:publish');
  const blockedBecause = notAllowed ?? notReady(draft, live, errors);
  return (
    <>
      <GuardedButton
        variant="primary"
        size="md"
        blockedBecause={blockedBecause}
        onClick={() => draft.draft && setAsked({ key: randomKey(), draft: draft.draft })}
      >
        <Rocket aria-hidden="true" />
        Publish…
      </GuardedButton>
      {asked && (
        <Suspense>
          <PublishDialog
            {...place}
            draft={asked.draft}
            live={live}
            idempotencyKey={asked.key}
            onPublished={onPublished}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function notReady(
  { draft, unreadable, save }: DraftInEditor,
  live: number | null,
  errors: number,
): string | null {
  if (unreadable !== null) return 'The JSON cannot be read. Correct it first.';
  if (save.kind !== 'saved') return 'The draft is not saved yet: only what is saved can be published.';
  if (draft === null)
    return `${live === null ? 'Nothing is saved yet' : 'Nothing has changed since the last version'}. Change something first.`;
  if (errors > 0)
    return `The lint has ${errors === 1 ? 'an error' : `${errors} errors`}. Correct that first.`;
  if (draft.changes.length === 0)
    return 'The draft means the same as what is in force. Change something, or discard it.';
  return null;
}
