import type { FailuresView } from '@accord/contract/http';
import { DataTable, Section, formatCount, type Column } from '@accord/ui';
import type { Filters, FilterUpdate } from './filters';

type Note = FailuresView['notes'][number];

const NOTE_WORDS: Readonly<Record<string, string>> = {
  forbidden_claim: 'A forbidden claim was carried',
  route_unmatched: 'No route of the contract names the request',
};

const HINT =
  'What was seen on requests; whether they were refused for it is up to the contract. A count leads to all requests of its service.';
const WHAT_APPLIES =
  'Notes are counted by service, environment, instance and SDK; the other filters do not apply.';

/** What notes are not told apart by. */
const OTHERS = ['reason', 'group', 'trust', 'issuer', 'kid', 'contract_version'] as const;

const WITHOUT_OTHERS: FilterUpdate = Object.fromEntries(OTHERS.map((name) => [name, null]));

const hasOthers = (filters: Filters) => OTHERS.some((name) => filters[name] !== null);

function hintOf(filters: Filters): string {
  return filters.mode !== 'enforced' || hasOthers(filters) ? `${HINT} ${WHAT_APPLIES}` : HINT;
}

export interface NotesTableProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** What was seen on requests beside their outcome. */
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
    {
      key: 'count',
      header: 'Count',
      align: 'end',
      cell: (row) => <NoteCount note={row} filters={filters} update={update} />,
    },
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

/** No report tells which requests carried a note: its count leads to those among which they are, whatever their outcome. */
function NoteCount({
  note: { service, count },
  filters,
  update,
}: { note: Note } & Pick<NotesTableProps, 'filters' | 'update'>) {
  const here = filters.service === service && filters.accepted && !hasOthers(filters);
  if (here) return formatCount(count);
  return (
    <button
      type="button"
      onClick={() => update({ ...WITHOUT_OTHERS, service, accepted: true })}
      aria-label={`${formatCount(count)}, show all requests of ${service}`}
      className="min-h-6 rounded-sm hover:text-accent hover:underline"
    >
      {formatCount(count)}
    </button>
  );
}
