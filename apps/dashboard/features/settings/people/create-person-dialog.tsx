'use client';

import type { Role } from '@accord/contract';
import { UserView } from '@accord/contract/http';
import { Field, Input } from '@accord/ui';
import { useState } from 'react';
import { api } from '../../../lib/api';
import type { OpenedCommand } from '../../shared/command-button';
import { CommandDialog } from '../../shared/command-dialog';
import { textOf } from '../../shared/form-text';
import { problemAt } from '../../shared/problem-at';
import { RoleSelect } from '../role-select';
import { SecretDialog } from '../secret-dialog';
import { useSettingsCommand } from '../settings-queries';
import { oneTimePassword } from './one-time-password';

/** Makes an account with a password that is shown this once, to be handed over. */
export function CreatePersonDialog({ idempotencyKey, onClose }: OpenedCommand) {
  const [role, setRole] = useState<Role>('viewer');
  const [password] = useState(oneTimePassword);
  const create = useSettingsCommand((person: { email: string; name: string }) =>
    api(UserView, {
      method: 'POST',
      path: '/v1/users',
      body: { ...person, role, password },
      idempotencyKey,
    }),
  );
  if (create.data) {
    return (
      <SecretDialog
        title={`${create.data.name} can log in`}
        what={`Password of ${create.data.email}`}
        secret={password}
        onClose={onClose}
      >
        Hand it over in a way that you trust. It is to be changed after the first log-in, under Settings,
        Sessions.
      </SecretDialog>
    );
  }
  return (
    <CommandDialog
      title="Add a person"
      description="They get a password that is shown once, in the next step."
      label="Add"
      runningLabel="Adding…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={(_reason, form) =>
        create.mutate({ email: textOf(form, 'email').trim(), name: textOf(form, 'name').trim() })
      }
      onClose={onClose}
    >
      <Field label="Name" name="name" error={problemAt(create.error, 'name')}>
        <Input required maxLength={120} autoComplete="off" />
      </Field>
      <Field
        label="E-mail"
        name="email"
        hint="With which they log in."
        error={problemAt(create.error, 'email')}
      >
        <Input type="email" required maxLength={254} autoComplete="off" />
      </Field>
      <RoleSelect value={role} onChange={setRole} />
    </CommandDialog>
  );
}
