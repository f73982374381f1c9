'use client';

import { EnvironmentView } from '@accord/contract/http';
import { Field, Input, useNotify } from '@accord/ui';
import { api } from '../../../lib/api';
import type { OpenedCommand } from '../../shared/command-button';
import { CommandDialog } from '../../shared/command-dialog';
import { textOf } from '../../shared/form-text';
import { problemAt } from '../../shared/problem-at';
import { useSettingsCommand } from '../settings-queries';

export function CreateEnvironmentDialog({ idempotencyKey, onClose }: OpenedCommand) {
  const notify = useNotify();
  const create = useSettingsCommand((name: string) =>
    api(EnvironmentView, { method: 'POST', path: '/v1/environments', body: { name }, idempotencyKey }),
  );
  const created = ({ name }: EnvironmentView) => {
    notify({ tone: 'ok', title: `${name} is there`, description: 'Services can be published in it.' });
    onClose();
  };
  return (
    <CommandDialog
      title="Add an environment"
      description="It comes behind the others. It cannot be renamed or taken away later."
      label="Add"
      runningLabel="Adding…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={(_reason, form) => create.mutate(textOf(form, 'name').trim(), { onSuccess: created })}
      onClose={onClose}
    >
      <Field
        label="Name"
        name="name"
        hint="Small letters, digits and hyphens; it is a part of addresses."
        error={problemAt(create.error, 'name')}
      >
        <Input required maxLength={63} autoComplete="off" spellCheck={false} />
      </Field>
    </CommandDialog>
  );
}
