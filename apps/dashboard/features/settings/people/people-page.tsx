'use client';

import { UserPage, type UserView } from '@accord/contract/http';
import { EmptyState, PageHeader, RelativeTime, Status, type Column } from '@accord/ui';
import { Ban, CircleCheck, UserPlus, Users } from 'lucide-react';
import { lazy } from 'react';
import { useSession } from '../../session/session-queries';
import { CommandButton } from '../../shared/command-button';
import { NoMatch } from '../../shared/no-match';
import { NotAllowed } from '../../shared/not-allowed';
import { useSettled } from '../../shared/use-settled';
import { SearchField, useSearchText } from '../search-field';
import { SettingsList } from '../settings-list';
import { useSettingsList } from '../settings-queries';
import { PersonActions } from './person-actions';

const CreatePersonDialog = lazy(async () => ({
  default: (await import('./create-person-dialog')).CreatePersonDialog,
}));

const columns: readonly Column<UserView>[] = [
  {
    key: 'name',
    header: 'Person',
    wrap: true,
    cell: (row) => (
      <>
        <span className="font-medium">{row.name}</span>
        <span className="block text-xs text-muted">{row.email}</span>
      </>
    ),
  },
  { key: 'role', header: 'Role', cell: (row) => row.role },
  {
    key: 'status',
    header: 'Status',
    cell: (row) =>
      row.status === 'active' ? (
        <Status tone="ok" icon={CircleCheck}>
          Active
        </Status>
      ) : (
        <Status tone="neutral" icon={Ban}>
          Disabled
        </Status>
      ),
  },
  {
    key: 'seen',
    header: 'Last log-in',
    cell: (row) =>
      row.last_login_at === null ? (
        <span className="text-muted">never</span>
      ) : (
        <RelativeTime at={row.last_login_at} />
      ),
  },
  {
    key: 'actions',
    header: 'Change',
    align: 'end',
    acts: true,
    cell: (row) => <PersonActions person={row} />,
  },
];

/** Who may log in, and what they may do. */
export function PeoplePage() {
  const [search, setSearch] = useSearchText();
  const { data: session } = useSession();
  const allowed = session?.permissions.includes('users:read');
  const query = useSettingsList(UserPage, '/v1/users', { search: useSettled(search) }, allowed === true);
  return (
    <>
      <PageHeader
        title="People"
        hint="Who may log in, and what each may do. A role is the whole of a person’s rights."
        actions={
          <>
            {allowed && <SearchField label="Search people" />}
            <CommandButton label="Add a person" icon={UserPlus} permission="users:write">
              {(opened) => <CreatePersonDialog {...opened} />}
            </CommandButton>
          </>
        }
      />
      {allowed === false ? (
        <NotAllowed permission="users:read" role={session?.principal.role ?? null} what="the people" />
      ) : (
        <SettingsList
          query={query}
          caption="People in the order of their addresses"
          columns={columns}
          empty={
            search ? (
              <NoMatch title={`Nobody matches “${search}”`} clear={() => void setSearch(null)}>
                Names and e-mail addresses are searched.
              </NoMatch>
            ) : (
              <EmptyState icon={Users} title="Nobody has an account yet">
                Add the first person; automation goes on with API tokens.
              </EmptyState>
            )
          }
        />
      )}
    </>
  );
}
