import { trustOf } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';
import { DataTable, Section, formatCount, type Column } from '@accord/ui';
import { onlyOutcome, type Filters, type FilterUpdate } from './filters';
import { OutcomeLabel, TrustLabel } from './outcome';
import { OUTCOME_WORDS } from './reason-words';

type Total = FailuresView['totals'][number];

interface Place {
  service: string;
  environment: string;
  rows: Total[];
}

const rank = (row: Total) => (row.outcome === 'accepted' ? 0 : 1);

/** The totals by service and environment, accepted first, then the most frequent. */
function placesOf(totals: readonly Total[]): Place[] {
  const places = new Map<string, Place>();
  for (const row of totals) {
    const { service, environment } = row;
    const key = `${service} ${environment}`;
    const place = places.get(key) ?? { service, environment, rows: [] };
    place.rows.push(row);
    places.set(key, place);
  }
  for (const { rows } of places.values()) {
    rows.sort((a, b) => rank(a) - rank(b) || b.count - a.count || a.outcome.localeCompare(b.outcome));
  }
  return [...places.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, place]) => place);
}

const HINT = 'Exact counts; each one leads to what it counts.';
const HINT_ON_SOME = `The 100 services with the most refused requests. ${HINT}`;

export interface TotalsTableProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** Exact counts of every outcome of every service. */
export function TotalsTable({ view, filters, update }: TotalsTableProps) {
  const columns: readonly Column<Total>[] = [
    {
      key: 'outcome',
      header: 'Outcome',
      wrap: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <OutcomeLabel outcome={row.outcome} />
          <span className="text-xs text-muted max-sm:sr-only">{OUTCOME_WORDS[row.outcome]}</span>
        </span>
      ),
    },
    { key: 'trust', header: 'Trust', cell: (row) => <TrustLabel trust={trustOf(row.outcome)} /> },
    {
      key: 'count',
      header: 'Count',
      align: 'end',
      cell: (row) => <CountCell row={row} filters={filters} update={update} />,
    },
  ];
  if (view.totals.length === 0) return null;
  return (
    <Section title="By service and outcome" hint={view.totals_complete ? HINT : HINT_ON_SOME}>
      <div className="flex flex-col gap-6">
        {placesOf(view.totals).map(({ service, environment, rows }) => (
          <div key={`${service} ${environment}`}>
            <h3 className="text-sm font-semibold">
              {service} <span className="font-normal text-muted">{environment}</span>
            </h3>
            <DataTable
              compact
              caption={`Verdicts of ${service} in ${environment}`}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.outcome}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

function CountCell({ row, filters, update }: { row: Total } & Pick<TotalsTableProps, 'filters' | 'update'>) {
  const here =
    filters.service === row.service &&
    filters.environment === row.environment &&
    filters.reason === row.outcome;
  if (here) return <span className="font-medium">{formatCount(row.count)}</span>;
  const show = () =>
    update({ service: row.service, environment: row.environment, ...onlyOutcome(row.outcome) });
  return (
    <button
      type="button"
      onClick={show}
      aria-label={`${formatCount(row.count)}, show only ${row.outcome} of ${row.service} in ${row.environment}`}
      className="min-h-6 rounded-sm font-medium hover:text-accent hover:underline"
    >
      {formatCount(row.count)}
    </button>
  );
}
