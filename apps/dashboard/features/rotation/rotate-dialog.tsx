'use client';

import { Algorithm } from '@accord/contract';
import { Select, SkeletonRows, useNotify } from '@accord/ui';
import { useState } from 'react';
import type { OpenedCommand } from '../shared/command-button';
import { CommandDialog } from '../shared/command-dialog';
import { QueryView } from '../shared/query-view';
import { RotateConsequences } from './rotate-consequences';
import type { RotateNowProps } from './rotate-now';
import { useSchedule } from './rotation-commands';
import { useRotateNow } from './rotation-queries';

export type RotateDialogProps = RotateNowProps & OpenedCommand;

/** Says what a rotation does, and asks for the reason. */
export function RotateDialog({ view, now, idempotencyKey, onClose }: RotateDialogProps) {
  const algorithms = [...new Set(view.schedules.map(({ alg }) => alg))];
  const [alg, setAlg] = useState<string>(algorithms[0] ?? '');
  const schedule = useSchedule(view.issuer, alg);
  const rotate = useRotateNow(view.issuer);
  const notify = useNotify();
  const submit = (reason: string) => {
    const chosen = Algorithm.safeParse(alg);
    if (!chosen.success) return;
    rotate.mutate(
      { body: { reason, alg: chosen.data }, idempotencyKey },
      {
        onSuccess: () => {
          notify({
            tone: 'ok',
            title: 'Rotation started',
            description: 'The timeline shows how far it has come.',
          });
          onClose();
        },
      },
    );
  };
  return (
    <CommandDialog
      title={`Rotate the key of ${view.issuer}?`}
      description="This starts the next rotation now, instead of when the schedule says."
      label="Rotate now"
      runningLabel="Starting…"
      command={rotate}
      onSubmit={submit}
      onClose={onClose}
    >
      {algorithms.length > 1 && (
        <Select
          label="Algorithm"
          options={algorithms.map((value) => ({ value, label: value }))}
          value={alg}
          onChange={setAlg}
        />
      )}
      <QueryView query={schedule} skeleton={<SkeletonRows rows={4} label="Working out what it does" />}>
        {(found) => <RotateConsequences view={view} schedule={found} now={now} />}
      </QueryView>
    </CommandDialog>
  );
}
