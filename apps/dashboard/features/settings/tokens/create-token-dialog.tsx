'use client';

import type { Role } from '@accord/contract';
import { CreatedApiToken } from '@accord/contract/http';
import { Field, Input, Select } from '@accord/ui';
import { useState } from 'react';
import { api } from '../../../lib/api';
import type { OpenedCommand } from '../../shared/command-button';
import { CommandDialog } from '../../shared/command-dialog';
import { textOf } from '../../shared/form-text';
import { problemAt } from '../../shared/problem-at';
import { EXPIRIES, expiresIn } from '../expiry';
import { RoleSelect } from '../role-select';
import { SecretDialog } from '../secret-dialog';
import { useSettingsCommand } from '../settings-queries';

const NEVER = { value: 'never', label: 'Never' };

/** Makes a token and shows it, this once. */
export function CreateTokenDialog({ idempotencyKey, onClose }: OpenedCommand) {
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState<string>('90');
  const create = useSettingsCommand((name: string) =>
    api(CreatedApiToken, {
      method: 'POST',
      path: '/v1/api-tokens',
      body: { name, role, expires_at: days === NEVER.value ? null : expiresIn(days) },
      idempotencyKey,
    }),
  );
  if (create.data) {
    return (
      <SecretDialog
        title={`Token “${create.data.name}”`}
        what="API token"
        secret={create.data.token}
        onClose={onClose}
      >
        Send it as <code>Authorization: Bearer …</code>. Keep it where secrets are kept, never in a
        repository.
      </SecretDialog>
    );
  }
  return (
    <CommandDialog
      title="New API token"
      description="It is shown once, in the next step."
      label="Create"
      runningLabel="Creating…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={(_reason, form) => create.mutate(textOf(form, 'name').trim())}
      onClose={onClose}
    >
      <Field label="Name" name="name" hint="What will use it." error={problemAt(create.error, 'name')}>
        <Input required maxLength={120} autoComplete="off" />
      </Field>
      <RoleSelect value={role} onChange={setRole} />
      <Select label="Expires" options={[...EXPIRIES, NEVER]} value={days} onChange={setDays} />
    </CommandDialog>
  );
}
