'use client';

import { trustOf, type Outcome } from '@accord/contract';
import { isAskedOutcome, type FailuresView } from '@accord/contract/http';
import { DataTable, SkeletonRows, formatCount, formatShare, type Column } from '@accord/ui';
import { QueryView } from '../shared/query-view';
import { comparedRows, pointsText, requestsOf, type ComparedRow, type Counted, type Span } from './compare';
import { useFailures } from './failures-queries';
import { onlyOutcome, type Filters, type FilterUpdate } from './filters';
import { OutcomeLabel, TrustLabel } from './outcome';

export interface ComparisonProps {
  before: Span;
  after: Span;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** Two stretches of time beside each other. */
export function Comparison({ before, after, filters, update }: ComparisonProps) {
  // Shares are of all requests: what is not asked for counts too.
  const all = { ...filters, reason: null, group: null, trust: null };
  const was = useFailures({ ...all, ...before });
  const is = useFailures({ ...all, ...after });
  return (
    <QueryView query={was} skeleton={<SkeletonRows rows={4} label="Loading what was before" />}>
      {(old) => (
        <QueryView query={is} skeleton={<SkeletonRows rows={4} label="Loading what came after" />}>
          {(fresh) => <Compared old={old} fresh={fresh} filters={filters} update={update} />}
        </QueryView>
      )}
    </QueryView>
  );
}

interface ComparedProps extends Pick<ComparisonProps, 'filters' | 'update'> {
  old: FailuresView;
  fresh: FailuresView;
}

function Compared({ old, fresh, filters, update }: ComparedProps) {
  const rows = comparedRows(old.outcomes, fresh.outcomes).filter(({ outcome }) =>
    isAskedOutcome(outcome, filters),
  );
  if (rows.length === 0) {
    return (
      <p className="text-sm text-muted">
        No request was counted on either side. Take off a filter, or compare another change.
      </p>
    );
  }
  return (
    <>
      <DataTable
        caption="Counts before and after the change"
        columns={columnsOf(update)}
        rows={rows}
        rowKey={(row) => row.outcome}
      />
      <p className="mt-2 text-xs text-muted">
        Requests: {formatCount(requestsOf(old.outcomes))} before, {formatCount(requestsOf(fresh.outcomes))}{' '}
        after. Dropped: {formatCount(old.dropped)} before, {formatCount(fresh.dropped)} after. Percentages are
        of the requests on that side; a point is one per cent of them. The minute of the change, and reports
        that lie across it, are left out.
      </p>
    </>
  );
}

function columnsOf(update: ComparisonProps['update']): readonly Column<ComparedRow>[] {
  return [
    {
      key: 'outcome',
      header: 'Outcome',
      wrap: true,
      cell: (row) => <OutcomeButton {...row} update={update} />,
    },
    { key: 'trust', header: 'Trust', cell: (row) => <TrustLabel trust={trustOf(row.outcome)} /> },
    { key: 'before', header: 'Before', align: 'end', cell: (row) => <CountedText {...row.before} /> },
    { key: 'after', header: 'After', align: 'end', cell: (row) => <CountedText {...row.after} /> },
    { key: 'change', header: 'Share', align: 'end', cell: (row) => pointsText(row.change) },
  ];
}

function CountedText({ count, share }: Counted) {
  return (
    <>
      {formatCount(count)} {share !== null && <span className="text-muted">{formatShare(share)}</span>}
    </>
  );
}

function OutcomeButton({ outcome, update }: { outcome: Outcome } & Pick<ComparisonProps, 'update'>) {
  return (
    <button
      type="button"
      aria-label={`Show only ${outcome}`}
      onClick={() => update(onlyOutcome(outcome))}
      className="min-h-6 rounded-sm hover:underline"
    >
      <OutcomeLabel outcome={outcome} />
    </button>
  );
}
