'use client';

import { CredentialState, OwnedCredentialPage, type OwnedCredential } from '@accord/contract/http';
import { Badge, EmptyState, PageHeader, RelativeTime, Select, type Column } from '@accord/ui';
import { KeySquare } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy } from 'react';
import { apiEmpty, path } from '../../../lib/api';
import { credentialsPath } from '../../credentials/credential-path';
import { CredentialStatus, LastUsed } from '../../credentials/credential-status';
import { servicePath } from '../../services/service-path';
import { CommandButton } from '../../shared/command-button';
import { NoMatch } from '../../shared/no-match';
import { RowLink } from '../../shared/row-link';
import { useSettled } from '../../shared/use-settled';
import { SearchField, useSearchText } from '../search-field';
import { RevokeButton } from '../revoke-button';
import { SettingsList } from '../settings-list';
import { useSettingsList } from '../settings-queries';

const CreateCredentialDialog = lazy(async () => ({
  default: (await import('./create-credential-dialog')).CreateCredentialDialog,
}));

const KINDS = ['service', 'issuer'] as const;
const parsers = {
  kind: parseAsStringLiteral(KINDS),
  state: parseAsStringLiteral(CredentialState.options).withDefault('live'),
};

const KIND_OPTIONS = [
  { value: '', label: 'Services and issuers' },
  { value: 'service', label: 'Services' },
  { value: 'issuer', label: 'Issuers' },
];
const STATE_OPTIONS = [
  { value: 'live', label: 'Live' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
];

function Owner({ owner }: Pick<OwnedCredential, 'owner'>) {
  const isService = owner.kind === 'service';
  const href = isService
    ? servicePath(owner.service, owner.environment)
    : `/rotation?issuer=${encodeURIComponent(owner.issuer)}`;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <RowLink href={href} className="rounded-sm font-medium hover:underline">
        {isService ? `${owner.service} / ${owner.environment}` : owner.issuer}
      </RowLink>
      <Badge tone="neutral">{owner.kind}</Badge>
    </span>
  );
}

const columns: readonly Column<OwnedCredential>[] = [
  { key: 'owner', header: 'Belongs to', wrap: true, cell: (row) => <Owner {...row} /> },
  { key: 'name', header: 'Name', wrap: true, cell: (row) => row.name },
  { key: 'prefix', header: 'Begins with', cell: (row) => <code>{row.prefix}…</code> },
  { key: 'status', header: 'Status', cell: (row) => <CredentialStatus credential={row} /> },
  { key: 'used', header: 'Last used', cell: (row) => <LastUsed at={row.last_used_at} /> },
  { key: 'expires', header: 'Expires', cell: (row) => <RelativeTime at={row.expires_at} /> },
  {
    key: 'revoke',
    header: 'Revoke',
    align: 'end',
    acts: true,
    cell: (row) =>
      row.revoked_at === null && (
        <RevokeButton
          verb="Revoke"
          name={`credential “${row.name}”`}
          permission={row.owner.kind === 'service' ? 'credentials:write' : 'issuer_credentials:write'}
          consequence={
            row.owner.kind === 'service'
              ? 'Instances that use it keep the policy that they hold, and get no newer one.'
              : 'The authorization server that uses it keeps its key, and learns of no other one.'
          }
          run={() => apiEmpty({ method: 'DELETE', path: `${credentialsPath(row.owner)}${path`/${row.id}`}` })}
        />
      ),
  },
];

/** Everything with which services and authorization servers identify themselves. */
export function CredentialsPage() {
  const [search, setSearch] = useSearchText();
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' });
  const query = useSettingsList(
    OwnedCredentialPage,
    '/v1/credentials',
    { search: useSettled(search), kind: filters.kind ?? undefined, state: filters.state },
    true,
  );
  const filtered = search !== '' || filters.kind !== null || filters.state !== 'live';
  const clear = () => {
    void setSearch(null);
    void setFilters(null);
  };
  return (
    <>
      <PageHeader
        title="Credentials"
        hint="Of services and issuers; what expires first comes first. Each owner may have two at a time, so that one is exchanged without a gap."
        actions={
          <CommandButton label="New credential" icon={KeySquare} permission="credentials:write">
            {(opened) => <CreateCredentialDialog {...opened} />}
          </CommandButton>
        }
      />
      <div
        role="search"
        aria-label="Credentials"
        className="mb-5 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
      >
        <div className="col-span-2">
          <SearchField label="Search credentials" />
        </div>
        <Select
          quiet
          label="Of"
          options={KIND_OPTIONS}
          value={filters.kind ?? ''}
          onChange={(value) => void setFilters({ kind: KINDS.find((kind) => kind === value) ?? null })}
        />
        <Select
          quiet
          label="Status"
          options={STATE_OPTIONS}
          value={filters.state}
          onChange={(value) => void setFilters({ state: CredentialState.parse(value) })}
        />
      </div>
      <SettingsList
        query={query}
        caption="Credentials, what expires first coming first"
        columns={columns}
        empty={
          filtered ? (
            <NoMatch title="No credential matches" clear={clear}>
              Names, owners and beginnings are searched.
            </NoMatch>
          ) : (
            <EmptyState icon={KeySquare} title="Nothing can connect yet">
              Make a credential for a service, so that its instances get their policy.
            </EmptyState>
          )
        }
      />
    </>
  );
}
