'use client';

import type { DraftView } from '@accord/contract/http';
import { RelativeTime, useNotify } from '@accord/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChangeList } from '../contract-changes/change-list';
import { CommandDialog } from '../shared/command-dialog';
import type { DiscardButtonProps } from './discard-button';

export interface DiscardDialogProps extends DiscardButtonProps {
  onClose: () => void;
}

/** Says what is lost with the draft before it is discarded. */
export function DiscardDialog({ draft, live, onClose }: DiscardDialogProps) {
  const client = useQueryClient();
  const notify = useNotify();
  const discard = useMutation({
    mutationFn: () => draft.sync.discard(),
    onSuccess: async () => {
      onClose();
      // Somebody else's text is not discarded unseen: the conflict has a dialog of its own.
      if (draft.sync.current().save.kind === 'conflict') return;
      notify({ tone: 'ok', title: 'Draft discarded' });
      await client.invalidateQueries({ queryKey: ['services'] });
    },
  });
  return (
    <CommandDialog
      title="Discard the draft?"
      description={
        live === null
          ? 'Nothing is in force here yet: the editor starts empty again. There is no way back.'
          : `The editor shows v${live} again, which is in force. There is no way back.`
      }
      label="Discard"
      runningLabel="Discarding…"
      tone="danger"
      cancelLabel="Keep it"
      asksReason={false}
      blocked={draft.save.kind === 'saving'}
      command={discard}
      onSubmit={() => discard.mutate()}
      onClose={onClose}
    >
      {draft.draft ? (
        <Lost draft={draft.draft} live={live} />
      ) : (
        <p>What you wrote is lost. None of it was saved.</p>
      )}
    </CommandDialog>
  );
}

function Lost({ draft, live }: { draft: DraftView; live: number | null }) {
  const changes = live === null ? [] : draft.changes;
  return (
    <div>
      <p>
        The draft that {draft.updated_by} saved <RelativeTime at={draft.updated_at} /> is lost
        {changes.length > 0 ? ', and with it these changes:' : '.'}
      </p>
      {changes.length > 0 && <ChangeList changes={changes} />}
    </div>
  );
}
