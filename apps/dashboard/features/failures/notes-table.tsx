import type { FailuresView } from '@accord/contract/http';
import { DataTable, Section, formatCount, type Column } from '@accord/ui';
import type { FilterUpdate } from './filters';

type Note = FailuresView['notes'][number];

const NOTE_WORDS: Readonly<Record<string, string>> = {
  forbidden_claim: 'A forbidden claim was carried',
  route_unmatched: 'No route of the contract names the request',
};

export interface NotesTableProps {
  view: FailuresView;
  update: (next: FilterUpdate) => void;
}

/** What was remarked on without refusing the token. */
export function NotesTable({ view, update }: NotesTableProps) {
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
    <Section title="Notes" hint="Remarks on requests; they refuse nothing by themselves.">
      <DataTable
        caption="Notes by service"
        columns={columns}
        rows={view.notes}
        rowKey={(row) => `${row.service} ${row.note} ${row.value ?? ''}`}
      />
    </Section>
  );
}
