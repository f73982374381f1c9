import type { FleetInstance } from '@accord/contract/http';
import { DataTable, RelativeTime, type Column, type RowWindow } from '@accord/ui';
import { servicePath } from '../services/service-path';
import { RowLink } from '../shared/row-link';
import { errorWords } from './error-words';
import { InstanceStatusLabel } from './instance-status';
import { PolicyVersion } from './policy-version';
import { shortInMiddle } from './short-in-middle';
import { skewText } from './skew-text';

/** The failures of one instance; the address holds names only. */
function failuresPath({ service, environment, instance }: FleetInstance): string {
  return `/failures?${new URLSearchParams({ service, environment, instance, window: '24h' })}`;
}

function PlaceCell({ row }: { row: FleetInstance }) {
  return (
    <div>
      <RowLink
        href={servicePath(row.service, row.environment)}
        className="rounded-sm font-medium hover:text-accent hover:underline"
      >
        {row.service}
      </RowLink>
      <div className="text-xs text-muted">{row.environment}</div>
    </div>
  );
}

function StatusCell({ row }: { row: FleetInstance }) {
  return (
    <div className="max-w-72">
      <InstanceStatusLabel status={row.status} />
      {row.error && (
        <div className="text-xs">
          <code className="text-danger">{row.error}</code>{' '}
          <span className="text-muted">{errorWords(row.error)}</span>{' '}
          <RowLink href={failuresPath(row)} className="rounded-sm text-accent underline">
            Its failures
          </RowLink>
        </div>
      )}
    </div>
  );
}

function KeysCell({ row: { keys_held: keys, applied_version: applied, status } }: { row: FleetInstance }) {
  if (applied === null) return <span className="text-muted">none yet</span>;
  if (keys === null)
    return (
      <span className="text-muted">of {status === 'ahead' ? 'a policy unknown here' : 'its old policy'}</span>
    );
  if (keys.length === 0) return <span className="text-muted">none</span>;
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-sm">{keys.length}</summary>
      <ul>
        {keys.map(({ issuer, kid }) => (
          <li key={`${issuer} ${kid}`} title={`${kid} of ${issuer}`}>
            <code>{shortInMiddle(kid)}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const columns: readonly Column<FleetInstance>[] = [
  {
    key: 'place',
    header: 'Service',
    width: 'xl:w-[13%]',
    wrap: true,
    cell: (row) => <PlaceCell row={row} />,
  },
  {
    key: 'instance',
    header: 'Instance',
    width: 'xl:w-[26%]',
    wrap: true,
    wide: true,
    cell: (row) => <code className="text-xs break-all">{row.instance}</code>,
  },
  {
    key: 'status',
    header: 'Status',
    width: 'xl:w-[12%]',
    wrap: true,
    wide: true,
    cell: (row) => <StatusCell row={row} />,
  },
  {
    key: 'version',
    header: 'Policy running',
    width: 'xl:w-[10%]',
    align: 'end',
    wrap: true,
    cell: (row) => <PolicyVersion applied={row.applied_version} desired={row.desired_version} />,
  },
  {
    key: 'keys',
    header: 'Keys held',
    width: 'xl:w-[10%]',
    wrap: true,
    cell: (row) => <KeysCell row={row} />,
  },
  {
    key: 'seen',
    header: 'Last seen',
    width: 'xl:w-[8%]',
    cell: (row) => <RelativeTime at={row.last_seen_at} />,
  },
  {
    key: 'skew',
    header: 'Clock skew',
    width: 'xl:w-[8%]',
    align: 'end',
    cell: (row) => skewText(row.clock_skew_seconds),
  },
  {
    key: 'sdk',
    header: 'SDK',
    wrap: true,
    width: 'xl:w-[13%]',
    cell: (row) => row.sdk ?? <span className="text-muted">unknown</span>,
  },
];

/** Instances with what they should enforce and what they do. */
export function FleetTable({ rows, window }: { rows: readonly FleetInstance[]; window: RowWindow }) {
  return (
    <DataTable
      caption="Instances of all services"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.service} ${row.environment} ${row.instance}`}
      window={window}
    />
  );
}
