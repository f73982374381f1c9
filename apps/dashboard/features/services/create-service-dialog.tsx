'use client';

import { ServiceView, type CreateService } from '@accord/contract/http';
import { Field, Input, useNotify } from '@accord/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { OpenedCommand } from '../shared/command-button';
import { CommandDialog } from '../shared/command-dialog';
import { optionalTextOf, textOf } from '../shared/form-text';
import { problemAt } from '../shared/problem-at';

export interface CreateServiceDialogProps extends OpenedCommand {
  onCreated?: ((service: ServiceView) => void) | undefined;
}

/** Makes a service; what it accepts is said by its contracts. */
export function CreateServiceDialog({ idempotencyKey, onClose, onCreated }: CreateServiceDialogProps) {
  const client = useQueryClient();
  const notify = useNotify();
  const create = useMutation({
    mutationFn: (body: CreateService) =>
      api(ServiceView, { method: 'POST', path: '/v1/services', body, idempotencyKey }),
    onSuccess: (service) => {
      void client.invalidateQueries({ queryKey: ['services'] });
      notify({ tone: 'ok', title: `${service.title} is there`, description: 'Now publish its contract.' });
      onClose();
      onCreated?.(service);
    },
  });
  const submit = (_reason: string, form: FormData) =>
    create.mutate({
      name: textOf(form, 'name').trim(),
      title: optionalTextOf(form, 'title'),
      owner: optionalTextOf(form, 'owner'),
    });
  return (
    <CommandDialog
      title="New service"
      description="What checks tokens: an API, a gateway, a worker. It gets one contract in each environment."
      label="Create"
      runningLabel="Creating…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="Name"
        name="name"
        hint="For URLs and credentials, and for good: lower-case letters, digits and hyphens."
        error={problemAt(create.error, 'name')}
      >
        <Input required placeholder="payments" autoComplete="off" spellCheck={false} />
      </Field>
      <Field
        label="Title"
        name="title"
        hint="For people. Left out: the name."
        error={problemAt(create.error, 'title')}
      >
        <Input placeholder="Payments" autoComplete="off" />
      </Field>
      <Field
        label="Owner"
        name="owner"
        hint="The team that answers for it."
        error={problemAt(create.error, 'owner')}
      >
        <Input placeholder="Money Movement" autoComplete="off" />
      </Field>
    </CommandDialog>
  );
}
