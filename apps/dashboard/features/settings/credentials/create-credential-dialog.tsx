'use client';

import { CreatedCredential, IssuerPage, type CredentialOwner } from '@accord/contract/http';
import { Field, Input, Select } from '@accord/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../lib/api';
import { credentialsPath } from '../../credentials/credential-path';
import { useBlockedBecause } from '../../session/session-queries';
import type { OpenedCommand } from '../../shared/command-button';
import { CommandDialog } from '../../shared/command-dialog';
import { textOf } from '../../shared/form-text';
import { problemAt } from '../../shared/problem-at';
import { EXPIRIES, expiresIn } from '../expiry';
import { SecretDialog } from '../secret-dialog';
import { useEnvironments, useSettingsCommand } from '../settings-queries';
import { ServiceField } from './service-field';

const KINDS = [
  { value: 'service', label: 'A service' },
  { value: 'issuer', label: 'The authorization server of an issuer' },
];

interface NewCredential {
  owner: CredentialOwner;
  name: string;
}

/** Makes a credential for whoever is chosen, and shows its secret, this once. */
export function CreateCredentialDialog({ idempotencyKey, onClose }: OpenedCommand) {
  const [kind, setKind] = useState('service');
  const [place, setPlace] = useState<string | null>(null);
  const [days, setDays] = useState('365');
  const environments = useEnvironments().data?.items.map(({ name }) => name) ?? [];
  const issuers = useManagedIssuers();
  const issuersBlocked = useBlockedBecause('issuer_credentials:write');
  const create = useSettingsCommand(({ owner, name }: NewCredential) =>
    api(CreatedCredential, {
      method: 'POST',
      path: credentialsPath(owner),
      body: { name, expires_at: expiresIn(days) },
      idempotencyKey,
    }),
  );
  if (create.data) {
    return (
      <SecretDialog
        title={`Credential “${create.data.name}”`}
        what="Credential"
        secret={create.data.secret}
        onClose={onClose}
      >
        Roll it out, then revoke the one that it replaces.
      </SecretDialog>
    );
  }
  const forService = kind === 'service';
  const places = forService ? environments : issuers;
  const chosen = places.find((name) => name === place) ?? places[0] ?? '';
  const blockedBecause = forService
    ? null
    : (issuersBlocked ?? (issuers.length === 0 ? 'There is no managed issuer. Create one first.' : null));
  return (
    <CommandDialog
      title="New credential"
      description="Its secret is shown once, in the next step."
      label="Create"
      runningLabel="Creating…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      blocked={blockedBecause !== null}
      onSubmit={(_reason, form) => {
        const service = textOf(form, 'service').trim();
        const owner: CredentialOwner = forService
          ? { kind: 'service', service, environment: chosen }
          : { kind: 'issuer', issuer: chosen };
        create.mutate({ owner, name: textOf(form, 'name').trim() });
      }}
      onClose={onClose}
    >
      <Select label="For" options={KINDS} value={kind} onChange={setKind} />
      {forService && <ServiceField />}
      {blockedBecause === null ? (
        <Select
          label={forService ? 'Environment' : 'Issuer'}
          options={places.map((value) => ({ value, label: value }))}
          value={chosen}
          onChange={setPlace}
        />
      ) : (
        <p className="text-muted">{blockedBecause}</p>
      )}
      <Field
        label="Name"
        name="name"
        hint="By which you recognise it later: where it is used."
        error={problemAt(create.error, 'name')}
      >
        <Input required maxLength={200} autoComplete="off" />
      </Field>
      <Select label="Expires" options={EXPIRIES} value={days} onChange={setDays} />
    </CommandDialog>
  );
}

/** External issuers ask for no signing keys, so they need no credentials. */
function useManagedIssuers(): string[] {
  const { data } = useQuery({
    queryKey: ['issuers', 'for-credentials'],
    queryFn: ({ signal }) =>
      api(IssuerPage, { method: 'GET', path: '/v1/issuers', query: { limit: 200 }, signal }),
  });
  const live = data?.items.filter(({ kind, archived_at }) => kind === 'managed' && archived_at === null);
  return live?.map(({ name }) => name) ?? [];
}
