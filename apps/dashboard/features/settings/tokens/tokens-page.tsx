'use client';

import { ApiTokenPage, type ApiTokenView } from '@accord/contract/http';
import { EmptyState, PageHeader, RelativeTime, type Column } from '@accord/ui';
import { Bot, Plus } from 'lucide-react';
import { lazy } from 'react';
import { apiEmpty, path } from '../../../lib/api';
import { CredentialStatus, LastUsed } from '../../credentials/credential-status';
import { useSession } from '../../session/session-queries';
import { CommandButton } from '../../shared/command-button';
import { NotAllowed } from '../../shared/not-allowed';
import { RevokeButton } from '../revoke-button';
import { SettingsList } from '../settings-list';
import { useSettingsList } from '../settings-queries';

const CreateTokenDialog = lazy(async () => ({
  default: (await import('./create-token-dialog')).CreateTokenDialog,
}));

const columns: readonly Column<ApiTokenView>[] = [
  { key: 'name', header: 'Name', wrap: true, cell: (row) => <span className="font-medium">{row.name}</span> },
  { key: 'role', header: 'Role', cell: (row) => row.role },
  { key: 'status', header: 'Status', cell: (row) => <CredentialStatus credential={row} /> },
  { key: 'used', header: 'Last used', cell: (row) => <LastUsed at={row.last_used_at} /> },
  {
    key: 'expires',
    header: 'Expires',
    cell: (row) =>
      row.expires_at === null ? (
        <span className="text-muted">never</span>
      ) : (
        <RelativeTime at={row.expires_at} />
      ),
  },
  {
    key: 'made',
    header: 'Created',
    cell: (row) => (
      <>
        <RelativeTime at={row.created_at} /> <span className="text-muted">by {row.created_by}</span>
      </>
    ),
  },
  {
    key: 'revoke',
    header: 'Revoke',
    align: 'end',
    acts: true,
    cell: (row) =>
      row.revoked_at === null && (
        <RevokeButton
          verb="Revoke"
          name={`token “${row.name}”`}
          permission="tokens:write"
          consequence="What uses it gets 401 from its next call on."
          run={() => apiEmpty({ method: 'DELETE', path: path`/v1/api-tokens/${row.id}` })}
        />
      ),
  },
];

/** With what machines use the admin API. */
export function TokensPage() {
  const { data: session } = useSession();
  const allowed = session?.permissions.includes('tokens:read');
  const query = useSettingsList(ApiTokenPage, '/v1/api-tokens', {}, allowed === true);
  return (
    <>
      <PageHeader
        title="API tokens"
        hint="With which machines use the admin API. A token may do what its role may, whoever made it."
        actions={
          <CommandButton label="New token" icon={Plus} permission="tokens:write">
            {(opened) => <CreateTokenDialog {...opened} />}
          </CommandButton>
        }
      />
      {allowed === false ? (
        <NotAllowed permission="tokens:read" role={session?.principal.role ?? null} what="API tokens" />
      ) : (
        <SettingsList
          query={query}
          caption="API tokens, newest first"
          columns={columns}
          empty={
            <EmptyState icon={Bot} title="No machine uses the API yet">
              Make a token for automation: one for each use, with the lowest role that will do.
            </EmptyState>
          }
        />
      )}
    </>
  );
}
