import type { FailuresView } from '@accord/contract/http';
import { DataTable, Section, formatCount, type Column } from '@accord/ui';
import type { Filters, FilterUpdate } from './filters';
import { OutcomeLabel, TrustLabel, trustOf } from './outcome';
import { OUTCOME_WORDS } from './reason-words';

type Total = FailuresView['totals'][number];

function ordered(totals: readonly Total[]): Total[] {
  const rank = (row: Total) => (row.outcome === 'accepted' ? 0 : 1);
  return totals.toSorted(
    (a, b) =>
      a.service.localeCompare(b.service) ||
      a.environment.localeCompare(b.environment) ||
      rank(a) - rank(b) ||
      b.count - a.count ||
      a.outcome.localeCompare(b.outcome),
  );
}

export interface TotalsTableProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** Exact counts of every outcome of every service. */
export function TotalsTable({ view, filters, update }: TotalsTableProps) {
  const rows = ordered(view.totals);
  const startsGroup = (row: Total) => {
    const before = rows[rows.indexOf(row) - 1];
    return before?.service !== row.service || before.environment !== row.environment;
  };
  const columns: readonly Column<Total>[] = [
    {
      key: 'service',
      header: 'Service',
      cell: (row) =>
        startsGroup(row) ? (
          <span>
            <span className="font-medium">{row.service}</span>{' '}
            <span className="text-muted">{row.environment}</span>
          </span>
        ) : (
          <span className="text-faint sm:sr-only">
            {row.service} {row.environment}
          </span>
        ),
    },
    {
      key: 'outcome',
      header: 'Outcome',
      wrap: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 max-sm:justify-end">
          <OutcomeLabel outcome={row.outcome} />
          <span className="text-xs text-muted">{OUTCOME_WORDS[row.outcome]}</span>
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
  if (rows.length === 0) return null;
  return (
    <Section title="By service and outcome" hint="Exact counts; each one leads to what it counts.">
      <DataTable
        caption="Verdicts by service, environment and outcome"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.service} ${row.environment} ${row.outcome}`}
        startsGroup={startsGroup}
      />
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
    update({
      service: row.service,
      environment: row.environment,
      reason: row.outcome,
      ...(row.outcome === 'accepted' ? { accepted: true } : {}),
    });
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
