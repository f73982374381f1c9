'use client';

import type { IssuerView } from '@accord/contract/http';
import { Button, Dialog, ErrorState, Field, Input, Select, TextArea, useNotify } from '@accord/ui';
import { useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { useBlockedBecause } from '../session/session-queries';
import { CHOICES, KIND_WORDS, type RevocationChoice } from './revocation-words';
import { useCreateRevocation, useCutOff } from './revocations-queries';

const FORM = 'create-revocation';
const isChoice = (value: string): value is RevocationChoice =>
  CHOICES.some((choice) => choice.value === value);

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');

export interface CreateDialogProps {
  issuers: readonly IssuerView[];
  idempotencyKey: string;
  onClose: () => void;
}

/** Refuses something before its time. The value goes to the API once and is kept nowhere. */
export function CreateDialog({ issuers, idempotencyKey, onClose }: CreateDialogProps) {
  const [kind, setKind] = useState<RevocationChoice>('tokens');
  const [issuer, setIssuer] = useState(issuers[0]?.name ?? '');
  const [create, cutOff] = [useCreateRevocation(), useCutOff()];
  const mayCutOff = useBlockedBecause('issuers:enforce');
  const notify = useNotify();
  const running = create.isPending || cutOff.isPending;
  const blocked = kind === 'issued_before' ? mayCutOff : null;
  const error = kind === 'issued_before' ? cutOff.error : create.error;
  const problem = error ? asProblem(error) : null;
  const done = {
    onSuccess: () => {
      notify({
        tone: 'ok',
        title: 'Revoked',
        description: 'The list shows how many instances enforce it already.',
      });
      onClose();
    },
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running || blocked !== null) return;
    const form = new FormData(event.currentTarget);
    const [value, reason] = [textOf(form.get('value')), textOf(form.get('reason'))];
    const now = Math.floor(Date.now() / 1_000);
    if (kind === 'issued_before') cutOff.mutate({ issuer, body: { not_before: now, reason } }, done);
    else {
      const before = form.get('again') === 'on' ? now : null;
      create.mutate({ body: { kind, issuer, value, reason, before }, idempotencyKey }, done);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Revoke"
      description="Services refuse it as soon as they have the next policy, usually within seconds."
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Leave it
          </Button>
          <Button
            variant="danger"
            size="md"
            type="submit"
            form={FORM}
            aria-disabled={running || blocked !== null}
          >
            {running ? 'Revoking…' : 'Revoke'}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4">
        {problem && problem.status !== 401 && (
          <ErrorState title={problem.title} detail={problem.detail} requestId={problem.requestId} />
        )}
        <Select
          label="What"
          options={CHOICES}
          value={kind}
          onChange={(next) => isChoice(next) && setKind(next)}
        />
        <Select
          label="Issuer"
          options={issuers.map(({ name }) => ({ value: name, label: name }))}
          value={issuer}
          onChange={setIssuer}
        />
        {kind === 'issued_before' ? (
          <p>
            Every token that <strong>{issuer}</strong> issued up to now is refused everywhere, for good.
            People and machines have to get a new one. {blocked}
          </p>
        ) : (
          <>
            <Field
              label={KIND_WORDS[kind].value}
              name="value"
              hint={`${KIND_WORDS[kind].hint} Only its hash is kept.`}
            >
              <Input required maxLength={1024} autoComplete="off" />
            </Field>
            {kind !== 'tokens' && (
              <label className="flex items-start gap-2">
                <input type="checkbox" name="again" className="mt-0.5 size-4 accent-accent" />
                Only tokens that were issued up to now: who logs in again is let in.
              </label>
            )}
          </>
        )}
        <Field label="Reason" name="reason" hint="Who reads the log later should understand why.">
          <TextArea rows={2} required maxLength={2000} />
        </Field>
      </form>
    </Dialog>
  );
}
