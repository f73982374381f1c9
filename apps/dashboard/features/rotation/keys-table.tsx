import type { KeyView, RotationKeyView, RotationView } from '@accord/contract/http';
import { isServed } from '@accord/rotation';
import { Badge, DataTable, KeyPhaseLabel, Section, TimeText, type Column } from '@accord/ui';
import { Hand } from 'lucide-react';
import { KeyName } from '../shared/key-name';
import { ExportLinks } from './export-links';
import { PlannedTime } from './planned-time';

/** A time that was, or one that is planned and says so. */
function Moment({ at, planned }: { at: number | null; planned: number | null }) {
  if (at !== null) return <TimeText at={at} precision="minute" />;
  if (planned === null) return <span className="text-faint">–</span>;
  return (
    <span className="text-muted italic">
      <PlannedTime at={planned} precision="minute" withFrom />
    </span>
  );
}

/** When a key leaves a state: the one that it is in, or the one that it comes to next, from `before`. */
const plannedEnd = (key: RotationKeyView, state: KeyView['state'], before?: KeyView['state']) => {
  if (key.state === state) return key.next_transition_at;
  return key.state === before ? key.following_transition_at : null;
};

export interface KeysTableProps {
  view: RotationView;
  selected: string | null;
  onSelect: (kid: string) => void;
}

/** The same facts as the picture, in words and numbers. */
export function KeysTable({ view, selected, onSelect }: KeysTableProps) {
  const columns: readonly Column<RotationKeyView>[] = [
    {
      key: 'kid',
      header: 'Key',
      cell: (row) => (
        <button
          type="button"
          onClick={() => onSelect(row.kid)}
          aria-label={`Show key ${row.kid}`}
          className="min-h-6 rounded-sm hover:text-accent hover:underline"
        >
          <KeyName kid={row.kid} />
        </button>
      ),
    },
    { key: 'alg', header: 'Algorithm', cell: (row) => row.alg },
    {
      key: 'state',
      header: 'State',
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <KeyPhaseLabel phase={row.state} />
          {row.hold_reason !== null && (
            <Badge tone="warn" icon={Hand}>
              Held
            </Badge>
          )}
        </span>
      ),
    },
    { key: 'published', header: 'Published', cell: (row) => <Moment at={row.published_at} planned={null} /> },
    {
      key: 'activated',
      header: 'Activated',
      cell: (row) => <Moment at={row.activated_at} planned={plannedEnd(row, 'published')} />,
    },
    {
      key: 'deactivated',
      header: 'Deactivated',
      cell: (row) => <Moment at={row.deactivated_at} planned={plannedEnd(row, 'active', 'published')} />,
    },
    {
      key: 'removed',
      header: 'Removed',
      cell: (row) => (
        <Moment
          at={row.compromised_at ?? row.removed_at}
          planned={plannedEnd(row, 'deactivated', 'active')}
        />
      ),
    },
    { key: 'jwks', header: 'In the JWKS', cell: (row) => (isServed(row.state) ? 'yes' : 'no') },
  ];
  return (
    <Section
      title="All keys"
      hint="Newest first. Times in italics are planned."
      actions={<ExportLinks issuer={view.issuer} />}
    >
      <div
        tabIndex={0}
        role="region"
        aria-label="Table of all keys"
        className="overflow-x-auto focus-visible:-outline-offset-2"
      >
        <DataTable
          caption={`Keys of ${view.issuer}`}
          columns={columns}
          rows={view.keys.toSorted((a, b) => b.created_at - a.created_at)}
          rowKey={(row) => row.kid}
          isCurrent={(row) => row.kid === selected}
        />
      </div>
    </Section>
  );
}
