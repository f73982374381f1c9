'use client';

import { CreatedCredential, TrustKeys, type CreateCredential } from '@accord/contract/http';
import { Button, CodeSnippet, Dialog, Field, Input, SkeletonRows } from '@accord/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { credentialsPath } from '../credentials/credential-path';
import type { OpenedCommand } from '../shared/command-button';
import { CommandDialog } from '../shared/command-dialog';
import { textOf } from '../shared/form-text';
import { problemAt } from '../shared/problem-at';
import { QueryView } from '../shared/query-view';
import { SecretOnce } from '../shared/secret-once';
import { useOrigin } from '../shared/use-origin';
import { environmentVariables, expressCode } from './connect-code';

export interface ConnectServiceDialogProps extends OpenedCommand {
  service: string;
  environment: string;
}

/** Makes a credential, then shows its secret, this once, inside what the service needs to start. */
export function ConnectServiceDialog(props: ConnectServiceDialogProps) {
  const { service, environment, idempotencyKey, onClose } = props;
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: (body: CreateCredential) =>
      api(CreatedCredential, {
        method: 'POST',
        path: credentialsPath({ kind: 'service', service, environment }),
        body,
        idempotencyKey,
      }),
    // The secret leaves this page's memory with the dialog.
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['services'] }),
  });
  if (create.data) return <Created {...props} secret={create.data.secret} />;
  return (
    <CommandDialog
      title={`New credential for ${service} in ${environment}`}
      description="Instances identify themselves with it. Two may be valid at a time, each for a year."
      label="Create"
      runningLabel="Creating…"
      cancelLabel="Cancel"
      asksReason={false}
      command={create}
      onSubmit={(_reason, form) => create.mutate({ name: textOf(form, 'name').trim() })}
      onClose={onClose}
    >
      <Field
        label="Name"
        name="name"
        hint="By which you recognise it later: where it is used."
        error={problemAt(create.error, 'name')}
      >
        <Input required maxLength={200} defaultValue={`${service}, first`} autoComplete="off" />
      </Field>
    </CommandDialog>
  );
}

interface CreatedProps extends ConnectServiceDialogProps {
  secret: string | undefined;
}

function Created({ service, environment, secret, onClose }: CreatedProps) {
  const url = useOrigin();
  const trust = useQuery({
    queryKey: ['trust-keys'],
    queryFn: ({ signal }) => api(TrustKeys, { method: 'GET', path: '/v1/trust/keys.json', signal }),
  });
  return (
    <Dialog
      open
      wide
      // Escape would throw the secret away.
      closable={false}
      onOpenChange={() => undefined}
      title={`Connect ${service} in ${environment}`}
      description="The credential is made. This is everything that an instance needs."
      footer={
        <Button variant="primary" size="md" onClick={onClose}>
          {secret === undefined ? 'Close' : 'I have copied it'}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <SecretOnce title="Credential" secret={secret} />
        {secret !== undefined && (
          <QueryView query={trust} skeleton={<SkeletonRows rows={3} label="Loading the trust keys" />}>
            {(trustKeys) => (
              <CodeSnippet
                title="Environment variables"
                code={environmentVariables({ url, service, environment, secret, trustKeys })}
              />
            )}
          </QueryView>
        )}
        <CodeSnippet title="Express" code={expressCode({ service, environment })} />
        <p className="text-xs text-muted">
          Fastify, Nest, Hono and the Fetch API have an adapter of the same shape. The trust keys are pinned
          on purpose: a validator never fetches them, so that nobody in between can bring keys of their own.
        </p>
      </div>
    </Dialog>
  );
}
