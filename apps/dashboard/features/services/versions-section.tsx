'use client';

import type { ContractVersionPage } from '@accord/contract/http';
import { Badge, DataTable, RelativeTime, Section, SkeletonRows, buttonClass, type Column } from '@accord/ui';
import { Undo2 } from 'lucide-react';
import Link from 'next/link';
import { parseAsInteger, useQueryState } from 'nuqs';
import { contractPath } from '../contract-editor/contract-path';
import { LoadMore } from '../shared/load-more';
import { QueryView } from '../shared/query-view';
import { useContractVersions } from './services-queries';

type Version = ContractVersionPage['items'][number];

export interface VersionsSectionProps {
  service: string;
  environment: string;
  live: number;
}

/** Which version is looked at; the live one unless the address says otherwise. */
export function useShownVersion(live: number) {
  const [version, setVersion] = useQueryState('version', parseAsInteger);
  const show = (next: number) => void setVersion(next === live ? null : next);
  return { shown: version ?? live, show };
}

/** Every version that was ever in force here, with who published it and why. */
export function VersionsSection({ service, environment, live }: VersionsSectionProps) {
  const query = useContractVersions(service, environment);
  const { shown, show } = useShownVersion(live);
  const columns: readonly Column<Version>[] = [
    {
      key: 'version',
      header: 'Version',
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <button
            type="button"
            onClick={() => show(row.version)}
            className="rounded-sm font-medium hover:text-accent hover:underline"
          >
            v{row.version}
          </button>
          {row.version === live && <Badge tone="ok">In force</Badge>}
        </span>
      ),
    },
    { key: 'published', header: 'Published', cell: (row) => <RelativeTime at={row.published_at} /> },
    { key: 'by', header: 'By', cell: (row) => row.published_by },
    { key: 'reason', header: 'Reason', wrap: true, wide: true, cell: (row) => <ReasonCell version={row} /> },
  ];
  return (
    <Section
      title="Versions"
      hint="Published versions never change; a rollback is a new version."
      actions={
        <Link
          href={contractPath(service, environment, 'versions')}
          className={buttonClass('secondary', 'sm')}
        >
          Compare and roll back
        </Link>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={4} label="Loading versions" />}>
        {({ pages }) => (
          <>
            <DataTable
              caption={`Published versions of ${service} in ${environment}`}
              columns={columns}
              rows={pages.flatMap((page) => page.items)}
              rowKey={(row) => String(row.version)}
              isCurrent={(row) => row.version === shown && shown !== live}
            />
            <LoadMore query={query} />
          </>
        )}
      </QueryView>
    </Section>
  );
}

function ReasonCell({ version }: { version: Version }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {version.rollback_of !== null && (
        <Badge tone="info" icon={Undo2}>
          Back to v{version.rollback_of}
        </Badge>
      )}
      {version.reason}
    </span>
  );
}
