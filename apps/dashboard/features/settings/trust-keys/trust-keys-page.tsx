'use client';

import { BundleKeyList, type BundleKeyView } from '@accord/contract/http';
import {
  CodeSnippet,
  CopyButton,
  DataTable,
  PageHeader,
  RelativeTime,
  Section,
  SkeletonRows,
  Status,
  formatCount,
  type Column,
} from '@accord/ui';
import { useQuery } from '@tanstack/react-query';
import { CircleOff, Plus, ShieldCheck } from 'lucide-react';
import { lazy } from 'react';
import { api } from '../../../lib/api';
import { usePollInterval } from '../../../lib/live/live-provider';
import { KeyName } from '../../shared/key-name';
import { CommandButton } from '../../shared/command-button';
import { QueryView } from '../../shared/query-view';
import { NeededBy } from './needed-by';
import { RetireKey } from './retire-key';

const CreateKeyDialog = lazy(async () => ({
  default: (await import('./create-key-dialog')).CreateKeyDialog,
}));

function columnsOf({ items, instances }: BundleKeyList): readonly Column<BundleKeyView>[] {
  const inUse = items.filter(({ state }) => state === 'in_use').length;
  return [
    {
      key: 'kid',
      header: 'Key',
      cell: ({ kid }) => (
        <span className="inline-flex items-center gap-1">
          <KeyName kid={kid} />
          <CopyButton text={kid} label={`Copy the key id ${kid}`} />
        </span>
      ),
    },
    { key: 'state', header: 'State', cell: ({ state }) => <State state={state} /> },
    { key: 'made', header: 'Made', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
    {
      key: 'pinned',
      header: 'Pinned by',
      align: 'end',
      cell: ({ pinned_by }) => `${formatCount(pinned_by)} of ${formatCount(instances)}`,
    },
    {
      key: 'needed',
      header: 'Needed by',
      wrap: true,
      wide: true,
      cell: ({ needed_by }) =>
        needed_by.count === 0 ? (
          <span className="text-muted">nobody</span>
        ) : (
          <NeededBy neededBy={needed_by} />
        ),
    },
    {
      key: 'retire',
      header: 'Retire',
      align: 'end',
      acts: true,
      cell: (row) =>
        row.retired_at === null ? (
          <RetireKey bundleKey={row} isLast={inUse === 1} />
        ) : (
          <RelativeTime at={row.retired_at} />
        ),
    },
  ];
}

function State({ state }: Pick<BundleKeyView, 'state'>) {
  return state === 'in_use' ? (
    <Status tone="ok" icon={ShieldCheck}>
      Signs
    </Status>
  ) : (
    <Status tone="neutral" icon={CircleOff}>
      Retired
    </Status>
  );
}

/** The keys that sign every policy: who pins and who needs which, what to pin, and how one is changed. */
export function TrustKeysPage() {
  const query = useQuery({
    queryKey: ['settings', 'trust-keys'],
    queryFn: ({ signal }) => api(BundleKeyList, { method: 'GET', path: '/v1/trust/keys', signal }),
    refetchInterval: usePollInterval(),
  });
  return (
    <>
      <PageHeader
        title="Trust keys"
        hint="They sign every policy. Services pin them, so that whoever stands between can delay, but not forge. Instances are those that were heard of in the last 24 hours."
        actions={
          <CommandButton label="Add a key" icon={Plus} permission="trust_keys:write">
            {(opened) => <CreateKeyDialog {...opened} />}
          </CommandButton>
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={2} label="Loading trust keys" />}>
        {(list) => (
          <>
            <DataTable
              caption="Trust keys, newest first"
              columns={columnsOf(list)}
              rows={list.items}
              rowKey={({ kid }) => kid}
            />
            <ToPin items={list.items} />
          </>
        )}
      </QueryView>
    </>
  );
}

/** A validator never fetches them by itself: people compare and carry them. */
function ToPin({ items }: Pick<BundleKeyList, 'items'>) {
  const keys = items.filter(({ state }) => state === 'in_use').map(({ public_jwk }) => public_jwk);
  return (
    <Section
      title="What services pin"
      hint="Copy it into each service’s configuration over a way that you trust. With a new key in it, release every service before you retire the old one."
      className="mt-8"
    >
      <CodeSnippet title="trustKeys of the validator" code={JSON.stringify(keys, null, 2)} />
    </Section>
  );
}
