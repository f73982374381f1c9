'use client';

import type { KeyView, RotationView } from '@accord/contract/http';
import { Checkbox, Field, Input, SkeletonRows, useNotify } from '@accord/ui';
import { useState } from 'react';
import { CommandDialog } from '../shared/command-dialog';
import { shortKid } from '../shared/key-name';
import { QueryView } from '../shared/query-view';
import { CompromiseConsequences } from './compromise-consequences';
import { useCompromiseKey, useCompromisePreview } from './rotation-commands';

const TYPED = 6;

export interface CompromiseDialogProps {
  view: RotationView;
  keyView: KeyView;
  onClose: () => void;
}

/** Says who refuses what from when, and asks for the reason and for the key's first letters. */
export function CompromiseDialog({ view, keyView: key, onClose }: CompromiseDialogProps) {
  const preview = useCompromisePreview(view.issuer, key.kid);
  const command = useCompromiseKey(view.issuer, key.kid);
  const [typedError, setTypedError] = useState<string>();
  const notify = useNotify();
  const start = key.kid.slice(0, TYPED);

  const submit = (reason: string, form: FormData) => {
    const isMeant = form.get('kid') === start;
    setTypedError(isMeant ? undefined : `Type ${start} to say that you mean this key.`);
    if (!isMeant) return;
    const cutOff = form.get('cut_off') === 'on' ? { not_before: 'now' as const } : {};
    command.mutate(
      { reason, ...cutOff },
      {
        onSuccess: () => {
          notify({ tone: 'ok', title: 'The key is denied', description: 'Waiting instances were woken.' });
          onClose();
        },
      },
    );
  };
  return (
    <CommandDialog
      title={`Report the key ${shortKid(key.kid)} as compromised?`}
      description="For a key that somebody else may hold. It passes every guard and is final."
      label="Deny this key for ever"
      runningLabel="Denying…"
      tone="danger"
      command={command}
      onSubmit={submit}
      onClose={onClose}
    >
      <QueryView query={preview} skeleton={<SkeletonRows rows={4} label="Working out what it does" />}>
        {(found) => <CompromiseConsequences preview={found} />}
      </QueryView>
      <Checkbox
        name="cut_off"
        label={`Also refuse everything that ${view.issuer} issued until now`}
        hint="For when tokens may have been forged under other keys too. Everybody has to log in again."
      />
      <Field
        label="First letters of the key"
        name="kid"
        hint={
          <>
            Type <code>{start}</code>.
          </>
        }
        error={typedError}
      >
        <Input required autoComplete="off" spellCheck={false} />
      </Field>
    </CommandDialog>
  );
}
