import type { RevocationView } from '@accord/contract/http';
import { DataTable, GuardedButton, RelativeTime, TimeText, useNow, type Column } from '@accord/ui';
import { Enforced } from './enforced';
import { KIND_WORDS } from './revocation-words';

/** Sweeps come every minute: what stays for longer is needed for longer than was planned. */
const SWEPT_WITHIN_SECONDS = 120;

function Until({ at }: { at: number }) {
  const now = useNow();
  const isOver = now !== null && now - at > SWEPT_WITHIN_SECONDS;
  if (!isOver) return <TimeText at={at} precision="minute" />;
  return (
    <span title="A contract that was published since accepts tokens that live longer. It stays until they are over.">
      longer than planned
    </span>
  );
}

export interface RevocationsTableProps {
  revocations: readonly RevocationView[];
  liftBlockedBecause: string | null;
  onLift: (revocation: RevocationView) => void;
}

export function RevocationsTable({ revocations, liftBlockedBecause, onLift }: RevocationsTableProps) {
  const columns: readonly Column<RevocationView>[] = [
    {
      key: 'kind',
      header: 'Refused',
      cell: (row) => (
        <>
          <span className="font-medium">{KIND_WORDS[row.kind].label}</span>{' '}
          <code title={`Hash of the value: ${row.hashed_id}`} className="text-xs text-muted">
            {row.hashed_id.slice(0, 8)}…
          </code>
        </>
      ),
    },
    { key: 'issuer', header: 'Issuer', cell: (row) => row.issuer },
    {
      key: 'reason',
      header: 'Reason',
      wrap: true,
      wide: true,
      cell: (row) => <span className="break-words">{row.reason}</span>,
    },
    {
      key: 'before',
      header: 'Issued before',
      cell: (row) =>
        row.before === null ? (
          <span className="text-muted">any time</span>
        ) : (
          <TimeText at={row.before} precision="minute" />
        ),
    },
    { key: 'who', header: 'By', wrap: true, cell: (row) => row.created_by },
    { key: 'when', header: 'When', cell: (row) => <RelativeTime at={row.created_at} /> },
    { key: 'until', header: 'Until', cell: (row) => <Until at={row.until} /> },
    { key: 'enforced', header: 'Enforced by', cell: (row) => <Enforced {...row} /> },
    {
      key: 'lift',
      header: 'Lift',
      align: 'end',
      acts: true,
      cell: (row) => (
        <GuardedButton
          variant="secondary"
          size="sm"
          blockedBecause={liftBlockedBecause}
          aria-label={`Lift the revocation of ${KIND_WORDS[row.kind].label.toLowerCase()} ${row.hashed_id.slice(0, 8)}`}
          onClick={() => onLift(row)}
        >
          Lift
        </GuardedButton>
      ),
    },
  ];
  return (
    <DataTable
      caption="Revocations in force, newest first"
      columns={columns}
      rows={revocations}
      rowKey={({ id }) => id}
    />
  );
}
