import type { FailuresView } from '@accord/contract/http';
import { DataTable, Section, formatCount, type Column } from '@accord/ui';
import type { Filters, FilterUpdate } from './filters';

type Note = FailuresView['notes'][number];

const NOTE_WORDS: Readonly<Record<string, string>> = {
  forbidden_claim: 'A forbidden claim was carried',
  route_unmatched: 'No route of the contract names the request',
};

const HINT = 'Remarks on requests; they refuse nothing by themselves.';
const WHAT_APPLIES =
  'They are counted by service, environment, instance and SDK; the other filters do not apply.';

/** What notes are not told apart by. */
const OTHERS = ['reason', 'group', 'issuer', 'kid', 'contract_version'] as const;

function hintOf(filters: Filters): string {
  const others = filters.mode !== 'enforced' || OTHERS.some((name) => filters[name] !== null);
  return others ? `${HINT} ${WHAT_APPLIES}` : HINT;
}

export interface NotesTableProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** What was remarked on without refusing the token. */
export function NotesTable({ view, filters, update }: NotesTableProps) {
  if (view.notes.length === 0) return null;
  const columns: readonly Column<Note>[] = [
    {
      key: 'service',
      header: 'Service',
      cell: (row) => (
        <button
          type="button"
          onClick={() => update({ service: row.service })}
          className="min-h-6 rounded-sm font-medium hover:text-accent hover:underline"
        >
          {row.service}
        </button>
      ),
    },
    {
      key: 'note',
      header: 'Note',
      wide: true,
      wrap: true,
      cell: (row) => (
        <span className="flex flex-wrap gap-x-2">
          <code>{row.note}</code>
          <span className="text-xs text-muted">{NOTE_WORDS[row.note]}</span>
        </span>
      ),
    },
    { key: 'value', header: 'Which', cell: (row) => (row.value === null ? '–' : <code>{row.value}</code>) },
    { key: 'count', header: 'Count', align: 'end', cell: (row) => formatCount(row.count) },
  ];
  return (
    <Section title="Notes" hint={hintOf(filters)}>
      <DataTable
        caption="Notes by service"
        columns={columns}
        rows={view.notes}
        rowKey={(row) => `${row.service} ${row.note} ${row.value ?? ''}`}
      />
    </Section>
  );
}
