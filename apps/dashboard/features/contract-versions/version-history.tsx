'use client';

import type { ContractVersionPage } from '@accord/contract/http';
import { Badge, Button, DataTable, GuardedButton, RelativeTime, type Column } from '@accord/ui';
import { Undo2 } from 'lucide-react';
import { useBlockedBecause } from '../session/session-queries';

type Version = ContractVersionPage['items'][number];

export interface VersionHistoryProps {
  versions: readonly Version[];
  live: number;
  /** The version that is looked at. */
  shown: number;
  onShow: (version: number) => void;
  onRollBack: (version: number) => void;
}

/** Every version that was ever in force: who published it, when, and why. */
export function VersionHistory({ versions, live, shown, onShow, onRollBack }: VersionHistoryProps) {
  const blockedBecause = useBlockedBecause('contracts:publish');
  const columns: readonly Column<Version>[] = [
    {
      key: 'version',
      header: 'Version',
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <span className="font-medium">v{row.version}</span>
          {row.version === live && <Badge tone="ok">In force</Badge>}
        </span>
      ),
    },
    { key: 'published', header: 'Published', cell: (row) => <RelativeTime at={row.published_at} /> },
    { key: 'by', header: 'By', wrap: true, cell: (row) => row.published_by },
    {
      key: 'reason',
      header: 'Reason',
      wrap: true,
      wide: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {row.rollback_of !== null && (
            <Badge tone="info" icon={Undo2}>
              Back to v{row.rollback_of}
            </Badge>
          )}
          {row.reason}
        </span>
      ),
    },
    {
      key: 'actions',
      header: 'Actions',
      align: 'end',
      acts: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap gap-1.5">
          {row.version > 1 && (
            <Button
              variant="secondary"
              size="sm"
              aria-label={`Show what v${row.version} changed`}
              onClick={() => onShow(row.version)}
            >
              What changed
            </Button>
          )}
          {row.version !== live && (
            <GuardedButton
              variant="secondary"
              size="sm"
              blockedBecause={blockedBecause}
              aria-label={`Roll back to v${row.version}`}
              onClick={() => onRollBack(row.version)}
            >
              Roll back
            </GuardedButton>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption="Published versions, newest first"
      columns={columns}
      rows={versions}
      rowKey={(row) => String(row.version)}
      isCurrent={(row) => row.version === shown}
    />
  );
}
