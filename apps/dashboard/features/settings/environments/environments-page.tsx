'use client';

import type { EnvironmentView } from '@accord/contract/http';
import { DataTable, PageHeader, SkeletonRows, type Column } from '@accord/ui';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { CommandButton } from '../../shared/command-button';
import { QueryView } from '../../shared/query-view';
import { useEnvironments } from '../settings-queries';

const CreateEnvironmentDialog = lazy(async () => ({
  default: (await import('./create-environment-dialog')).CreateEnvironmentDialog,
}));

const columns: readonly Column<EnvironmentView>[] = [
  { key: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
  { key: 'place', header: 'Place in lists', align: 'end', cell: (row) => row.position + 1 },
];

/** Where services run. There are always some: a new installation begins with two. */
export function EnvironmentsPage() {
  return (
    <>
      <PageHeader
        title="Environments"
        hint="Every service has one contract, one fleet and its own credentials in each. They are few and stay: one that was added cannot be renamed or taken away."
        actions={
          <CommandButton label="Add an environment" icon={Plus} permission="environments:write">
            {(opened) => <CreateEnvironmentDialog {...opened} />}
          </CommandButton>
        }
      />
      <QueryView query={useEnvironments()} skeleton={<SkeletonRows rows={2} label="Loading environments" />}>
        {({ items }) => (
          <div className="max-w-md">
            <DataTable
              caption="Environments in their order"
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              compact
            />
          </div>
        )}
      </QueryView>
    </>
  );
}
