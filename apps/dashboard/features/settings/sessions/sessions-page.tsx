'use client';

import { SessionPage, type SessionView } from '@accord/contract/http';
import { Badge, EmptyState, PageHeader, RelativeTime, ToggleGroup, type Column } from '@accord/ui';
import { KeyRound, MonitorSmartphone } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { lazy } from 'react';
import { apiEmpty, path } from '../../../lib/api';
import { useSession } from '../../session/session-queries';
import { CommandButton } from '../../shared/command-button';
import { NotAllowed } from '../../shared/not-allowed';
import { RevokeButton } from '../revoke-button';
import { SettingsList } from '../settings-list';
import { useSettingsList } from '../settings-queries';
import { browserName } from './browser-name';

const ChangePasswordDialog = lazy(async () => ({
  default: (await import('./change-password-dialog')).ChangePasswordDialog,
}));

const scopeParser = parseAsStringLiteral(['own', 'all'] as const).withDefault('own');

const person: Column<SessionView> = {
  key: 'person',
  header: 'Person',
  wrap: true,
  cell: (row) => (
    <>
      <span className="font-medium">{row.user_name}</span>
      <span className="block text-xs text-muted">{row.user_email}</span>
    </>
  ),
};

const columns: readonly Column<SessionView>[] = [
  {
    key: 'where',
    header: 'Browser',
    cell: (row) => (
      <span className="inline-flex items-center gap-2" title={row.user_agent}>
        {browserName(row.user_agent)}
        {row.current && <Badge tone="accent">this one</Badge>}
      </span>
    ),
  },
  { key: 'address', header: 'Address', wrap: true, cell: (row) => <code>{row.address}</code> },
  { key: 'since', header: 'Logged in', cell: (row) => <RelativeTime at={row.created_at} /> },
  { key: 'seen', header: 'Last used', cell: (row) => <RelativeTime at={row.last_seen_at} /> },
  { key: 'ends', header: 'Ends', cell: (row) => <RelativeTime at={row.expires_at} /> },
  {
    key: 'end',
    header: 'End',
    align: 'end',
    acts: true,
    cell: (row) =>
      row.current ? (
        <span className="text-xs text-muted">Log out ends it</span>
      ) : (
        <RevokeButton
          verb="End"
          name={`session of ${row.user_name} from ${row.address}`}
          permission={null}
          consequence="Whoever uses it has to log in again."
          run={() => apiEmpty({ method: 'DELETE', path: path`/v1/sessions/${row.id}` })}
        />
      ),
  },
];

/** Where one is logged in, and for administrators where everybody is. */
export function SessionsPage() {
  const [scope, setScope] = useQueryState('scope', scopeParser);
  const { data: session } = useSession();
  const allowed = scope === 'own' || session?.permissions.includes('sessions:read');
  const query = useSettingsList(SessionPage, '/v1/sessions', { scope }, allowed === true);
  const isPerson = session?.principal.kind === 'user';
  return (
    <>
      <PageHeader
        title="Sessions"
        hint="Every log-in that is still good. Ending one logs that browser out at once."
        actions={
          isPerson && (
            <CommandButton label="Change my password" icon={KeyRound} variant="secondary" permission={null}>
              {({ onClose }) => <ChangePasswordDialog onClose={onClose} />}
            </CommandButton>
          )
        }
      />
      <ToggleGroup
        label="Whose sessions"
        className="mb-4"
        options={[
          { value: 'own', label: 'Mine' },
          { value: 'all', label: 'Everybody’s' },
        ]}
        value={scope}
        onChange={(next) => void setScope(next === 'all' ? 'all' : 'own')}
      />
      {allowed === false ? (
        <NotAllowed
          permission="sessions:read"
          role={session?.principal.role ?? null}
          what="everybody’s sessions"
        />
      ) : (
        <SettingsList
          query={query}
          caption={scope === 'own' ? 'My sessions, newest first' : 'Everybody’s sessions, newest first'}
          columns={scope === 'own' ? columns : [person, ...columns]}
          empty={
            <EmptyState icon={MonitorSmartphone} title="No session">
              API tokens have none. People who log in appear here.
            </EmptyState>
          }
        />
      )}
    </>
  );
}
