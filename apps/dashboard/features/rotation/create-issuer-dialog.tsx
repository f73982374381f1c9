'use client';

import { Algorithm } from '@accord/contract';
import { IssuerView, type CreateIssuer } from '@accord/contract/http';
import { Field, Input, Select, ToggleGroup, useNotify } from '@accord/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { api } from '../../lib/api';
import type { OpenedCommand } from '../shared/command-button';
import { CommandDialog } from '../shared/command-dialog';
import { optionalTextOf, textOf } from '../shared/form-text';
import { problemAt } from '../shared/problem-at';

const KINDS = [
  { value: 'external', label: 'It publishes its own' },
  { value: 'managed', label: 'Accord makes them' },
] as const;

const WORDS = {
  external:
    'Keycloak, Auth0, Okta, Entra ID and the like: Accord reads the keys from its URL every minute and hands them to services.',
  managed:
    'For an authorization server of your own: Accord makes the keys, rotates them, and hands the signing key to it.',
};

const ALGORITHMS = Algorithm.options.map((value) => ({ value, label: value }));

export interface CreateIssuerDialogProps extends OpenedCommand {
  onCreated?: ((issuer: IssuerView) => void) | undefined;
}

/** Makes known who signs tokens: by whose keys is the one question that matters. */
export function CreateIssuerDialog({ idempotencyKey, onClose, onCreated }: CreateIssuerDialogProps) {
  const [kind, setKind] = useState<'managed' | 'external'>('external');
  const [algorithm, setAlgorithm] = useState<Algorithm>('ES256');
  const client = useQueryClient();
  const notify = useNotify();
  const create = useMutation({
    mutationFn: (body: z.input<typeof CreateIssuer>) =>
      api(IssuerView, { method: 'POST', path: '/v1/issuers', body, idempotencyKey }),
    onSuccess: async (issuer) => {
      // Whoever shows the new issuer looks for it in the list.
      await client.invalidateQueries({ queryKey: ['issuers'] });
      void client.invalidateQueries({ queryKey: ['services', 'first-run'] });
      notify({
        tone: 'ok',
        title: `${issuer.name} is there`,
        description:
          issuer.kind === 'external' ? 'Its keys are read within a minute.' : 'Its first key signs.',
      });
      onClose();
      onCreated?.(issuer);
    },
  });
  const submit = (_reason: string, form: FormData) => {
    const named = { name: textOf(form, 'name').trim(), issuer: textOf(form, 'issuer').trim() };
    if (kind === 'managed') create.mutate({ kind, ...named, algorithms: [algorithm] });
    else create.mutate({ kind, ...named, jwks_uri: optionalTextOf(form, 'jwks_uri') });
  };
  return (
    <CommandDialog
      title="New issuer"
      description="Whoever signs the tokens that your services get."
      label="Create"
      runningLabel="Creating…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium">Keys</span>
        <ToggleGroup
          label="Keys"
          options={KINDS}
          value={kind}
          onChange={(next) => setKind(next === 'managed' ? 'managed' : 'external')}
        />
        <p className="text-xs text-muted">{WORDS[kind]}</p>
      </div>
      <Field
        label="Name"
        name="name"
        hint="What this page calls it: lower-case letters, digits and hyphens."
        error={problemAt(create.error, 'name')}
      >
        <Input required placeholder="main" autoComplete="off" spellCheck={false} />
      </Field>
      <Field
        label="Issuer URL"
        name="issuer"
        hint="The exact iss of its tokens, with or without a slash at the end as they have it."
        error={problemAt(create.error, 'issuer')}
      >
        <Input required type="url" placeholder="https://auth.example.com" autoComplete="off" />
      </Field>
      {kind === 'external' ? (
        <Field
          label="JWKS URL"
          name="jwks_uri"
          hint="Left out: read from the issuer’s discovery document."
          error={problemAt(create.error, 'jwks_uri')}
        >
          <Input type="url" placeholder="https://auth.example.com/jwks.json" autoComplete="off" />
        </Field>
      ) : (
        <Select
          label="Signature algorithm"
          options={ALGORITHMS}
          value={algorithm}
          onChange={(next) => setAlgorithm(Algorithm.parse(next))}
        />
      )}
    </CommandDialog>
  );
}
