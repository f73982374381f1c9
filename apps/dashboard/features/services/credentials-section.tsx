'use client';

import type { CredentialView } from '@accord/contract/http';
import { DataTable, EmptyState, RelativeTime, Section, SkeletonRows, type Column } from '@accord/ui';
import { KeySquare } from 'lucide-react';
import { CredentialStatus, LastUsed } from '../credentials/credential-status';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { CreateCredential } from './create-credential';
import { useServiceCredentials } from './services-queries';

const columns: readonly Column<CredentialView>[] = [
  { key: 'name', header: 'Name', wrap: true, cell: (row) => row.name },
  { key: 'prefix', header: 'Begins with', cell: (row) => <code>{row.prefix}…</code> },
  { key: 'status', header: 'Status', cell: (row) => <CredentialStatus credential={row} /> },
  { key: 'used', header: 'Last used', cell: (row) => <LastUsed at={row.last_used_at} /> },
  { key: 'expires', header: 'Expires', cell: (row) => <RelativeTime at={row.expires_at} /> },
];

/** With what the service's instances identify themselves. Secrets are shown once, when made, never here. */
export function CredentialsSection({ service, environment }: { service: string; environment: string }) {
  const query = useServiceCredentials(service, environment);
  return (
    <Section
      title="Credentials"
      hint="Two may be valid at a time, so that they can be exchanged without a gap."
      actions={<CreateCredential service={service} environment={environment} variant="secondary" />}
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={2} label="Loading credentials" />}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <NoCredentials service={service} environment={environment} />
          ) : (
            <>
              <DataTable
                caption={`Credentials of ${service} in ${environment}`}
                columns={columns}
                rows={pages.flatMap(({ items }) => items)}
                rowKey={(row) => row.id}
              />
              <LoadMore query={query} />
            </>
          )
        }
      </QueryView>
    </Section>
  );
}

function NoCredentials({ service, environment }: { service: string; environment: string }) {
  return (
    <EmptyState icon={KeySquare} title={`Nothing can connect to ${service} in ${environment} yet`}>
      Make a credential: instances need one to read the policy. Its secret is shown once, with the code that
      uses it.
    </EmptyState>
  );
}
