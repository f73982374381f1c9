'use client';

import { Algorithm } from '@accord/contract';
import type { RotationView } from '@accord/contract/http';
import { Button, Dialog, ErrorState, Field, GuardedButton, Select, TextArea, useNotify } from '@accord/ui';
import { RefreshCw } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { randomKey } from '../../lib/random-key';
import { useBlockedBecause } from '../session/session-queries';
import { RotateConsequences } from './rotate-consequences';
import { useRotateNow } from './rotation-queries';

const FORM = 'rotate-now';

export interface RotateNowProps {
  view: RotationView;
  now: number;
}

/** Starts the next rotation, after it was said what that does. */
export function RotateNow({ view, now }: RotateNowProps) {
  // A key for each time the dialog is opened: a repeated try is the same command, a later one is another.
  const [idempotencyKey, setIdempotencyKey] = useState<string | null>(null);
  const blockedBecause = useBlockedBecause('keys:rotate');
  return (
    <>
      <GuardedButton
        variant="primary"
        size="md"
        blockedBecause={blockedBecause}
        onClick={() => setIdempotencyKey(randomKey())}
      >
        <RefreshCw aria-hidden="true" />
        Rotate now
      </GuardedButton>
      {idempotencyKey !== null && (
        <RotateDialog
          view={view}
          now={now}
          idempotencyKey={idempotencyKey}
          onClose={() => setIdempotencyKey(null)}
        />
      )}
    </>
  );
}

interface RotateDialogProps extends RotateNowProps {
  idempotencyKey: string;
  onClose: () => void;
}

function RotateDialog({ view, now, idempotencyKey, onClose }: RotateDialogProps) {
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
