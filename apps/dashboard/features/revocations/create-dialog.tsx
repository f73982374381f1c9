'use client';

import type { IssuerView } from '@accord/contract/http';
import { Checkbox, Field, Input, Select, useNotify } from '@accord/ui';
import { useState } from 'react';
import { useBlockedBecause } from '../session/session-queries';
import { CommandDialog } from '../shared/command-dialog';
import { textOf } from '../shared/form-text';
import { epochOfUtc } from '../shared/utc-time';
import { CutOffFields } from './cut-off-fields';
import { cutOffProblem } from './cut-off-time';
import { CHOICES, KIND_WORDS, type RevocationChoice } from './revocation-words';
import { useCreateRevocation, useCutOff } from './revocations-queries';

const isChoice = (value: string): value is RevocationChoice =>
  CHOICES.some((choice) => choice.value === value);

export interface CreateDialogProps {
  issuers: readonly IssuerView[];
  idempotencyKey: string;
  onClose: () => void;
}

/** Refuses something before its time. The value goes to the API once and is kept nowhere. */
export function CreateDialog({ issuers, idempotencyKey, onClose }: CreateDialogProps) {
  const [kind, setKind] = useState<RevocationChoice>('tokens');
  const [issuer, setIssuer] = useState(issuers[0]?.name ?? '');
  const [timeProblem, setTimeProblem] = useState<string>();
  const [create, cutOff] = [useCreateRevocation(), useCutOff()];
  const mayCutOff = useBlockedBecause('issuers:enforce');
  const notify = useNotify();
  const command = kind === 'issued_before' ? cutOff : create;
  const blocked = kind === 'issued_before' ? mayCutOff : null;
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
  const submitCutOff = (reason: string, at: number | undefined) => {
    const current = issuers.find(({ name }) => name === issuer)?.not_before ?? null;
    const now = Math.floor(Date.now() / 1_000);
    const problem = at === undefined ? undefined : cutOffProblem(at, current, now);
    setTimeProblem(problem);
    if (problem === undefined) cutOff.mutate({ issuer, body: { not_before: at ?? 'now', reason } }, done);
  };
  const submit = (reason: string, form: FormData) => {
    if (kind === 'issued_before') {
      submitCutOff(reason, epochOfUtc(textOf(form, 'not_before')));
      return;
    }
    const value = textOf(form, 'value');
    const before = form.get('again') === 'on' ? 'now' : null;
    create.mutate({ body: { kind, issuer, value, reason, before }, idempotencyKey }, done);
  };
  return (
    <CommandDialog
      title="Revoke"
      description="Services refuse it as soon as they have the next policy, usually within seconds."
      label="Revoke"
      runningLabel="Revoking…"
      tone="danger"
      command={command}
      blocked={blocked !== null}
      onSubmit={submit}
      onClose={onClose}
    >
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
        onChange={(name) => {
          setIssuer(name);
          setTimeProblem(undefined);
        }}
      />
      {kind === 'issued_before' ? (
        <>
          <CutOffFields issuer={issuer} problem={timeProblem} />
          {blocked !== null && <p>{blocked}</p>}
        </>
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
            <Checkbox
              name="again"
              label="Only tokens that were issued up to now: who logs in again is let in."
            />
          )}
        </>
      )}
    </CommandDialog>
  );
}
