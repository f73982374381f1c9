'use client';

import { Algorithm } from '@accord/contract';
import { Button, Dialog, ErrorState, Field, Select, TextArea, useNotify } from '@accord/ui';
import { useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { RotateConsequences } from './rotate-consequences';
import type { RotateNowProps } from './rotate-now';
import { useRotateNow } from './rotation-queries';

const FORM = 'rotate-now';

export interface RotateDialogProps extends RotateNowProps {
  idempotencyKey: string;
  onClose: () => void;
}

/** Says what a rotation does, and asks for the reason. */
export function RotateDialog({ view, now, idempotencyKey, onClose }: RotateDialogProps) {
  const algorithms = [...new Set(view.schedules.map(({ alg }) => alg))];
  const [alg, setAlg] = useState<string>(algorithms[0] ?? '');
  const rotate = useRotateNow(view.issuer);
  const notify = useNotify();
  const problem = rotate.error ? asProblem(rotate.error) : null;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    const chosen = Algorithm.safeParse(alg);
    if (rotate.isPending || typeof reason !== 'string' || !chosen.success) return;
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
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rotate the key of ${view.issuer}?`}
      description="This starts the next rotation now, instead of when the schedule says."
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Leave it
          </Button>
          <Button variant="primary" size="md" type="submit" form={FORM} aria-disabled={rotate.isPending}>
            {rotate.isPending ? 'Starting…' : 'Rotate now'}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4">
        {problem && problem.status !== 401 && (
          <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />
        )}
        {algorithms.length > 1 && (
          <Select
            label="Algorithm"
            options={algorithms.map((value) => ({ value, label: value }))}
            value={alg}
            onChange={setAlg}
          />
        )}
        <RotateConsequences view={view} alg={alg} now={now} />
        <Field label="Reason" name="reason" hint="Who reads the log later should understand why.">
          <TextArea rows={2} required maxLength={2000} />
        </Field>
      </form>
    </Dialog>
  );
}
