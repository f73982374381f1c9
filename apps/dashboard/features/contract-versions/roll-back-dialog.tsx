'use client';

import { useNotify } from '@accord/ui';
import type { Place } from '../contract-editor/contract-queries';
import { CommandDialog } from '../shared/command-dialog';
import { WordsBetween } from './words-between';
import { useRollBack } from './version-queries';

export interface RollBackDialogProps {
  place: Place;
  version: number;
  live: number;
  idempotencyKey: string;
  onClose: () => void;
}

/** Says what going back changes against what is in force, and asks for the reason. */
export function RollBackDialog({ place, version, live, idempotencyKey, onClose }: RollBackDialogProps) {
  const rollBack = useRollBack(place);
  const notify = useNotify();
  const submit = (reason: string) =>
    rollBack.mutate(
      { version, reason, idempotencyKey },
      {
        onSuccess: (published) => {
          notify({
            tone: 'ok',
            title: `v${published.version} is in force`,
            description: `It says what v${version} said.`,
          });
          onClose();
        },
      },
    );
  return (
    <CommandDialog
      wide
      title={`Roll back to v${version}?`}
      description={`Its content becomes v${live + 1} and replaces v${live}. A draft stays as it is.`}
      label="Roll back"
      runningLabel="Rolling back…"
      command={rollBack}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>
        <p className="mb-1 text-xs text-muted">Against v{live}, which is in force</p>
        <WordsBetween from={{ ...place, version: live }} to={{ ...place, version }} />
      </div>
    </CommandDialog>
  );
}
