'use client';

import { Button, Dialog, ErrorState, Field, TextArea, useNotify } from '@accord/ui';
import type { SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import type { Place } from '../contract-editor/contract-queries';
import { WordsBetween } from './version-comparison';
import { useRollBack } from './version-queries';

const FORM = 'roll-back';

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
  const problem = rollBack.error ? asProblem(rollBack.error) : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    if (rollBack.isPending || typeof reason !== 'string' || !reason.trim()) return;
    rollBack.mutate(
      { version, reason: reason.trim(), idempotencyKey },
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
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`Roll back to v${version}?`}
      description={`Its content becomes v${live + 1} and replaces v${live}. A draft stays as it is.`}
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Leave it
          </Button>
          <Button variant="primary" size="md" type="submit" form={FORM} aria-disabled={rollBack.isPending}>
            {rollBack.isPending ? 'Rolling back…' : 'Roll back'}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4">
        {problem && problem.status !== 401 && (
          <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />
        )}
        <div>
          <p className="mb-1 text-xs text-muted">Against v{live}, which is in force</p>
          <WordsBetween place={place} from={live} to={version} />
        </div>
        <Field label="Reason" name="reason" hint="Who reads the history later should understand why.">
          <TextArea rows={2} required maxLength={2000} />
        </Field>
      </form>
    </Dialog>
  );
}
