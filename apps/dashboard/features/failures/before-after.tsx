'use client';

import type { Outcome } from '@accord/contract';
import {
  Button,
  DataTable,
  Section,
  SkeletonRows,
  TimeText,
  formatCount,
  formatDuration,
  useNow,
  type Column,
} from '@accord/ui';
import { X } from 'lucide-react';
import { QueryView } from '../shared/query-view';
import { compareLength, comparedRows, type ComparedRow } from './compare';
import { useFailures } from './failures-queries';
import type { Filters, FilterUpdate } from './filters';
import { OutcomeLabel, TrustLabel, trustOf } from './outcome';

export interface BeforeAfterProps {
  /** The change, in epoch seconds. */
  at: number;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

const signed = (count: number) => (count > 0 ? `+${formatCount(count)}` : formatCount(count));

/** The same stretch of time before a change and after it, outcome by outcome. */
export function BeforeAfter({ at, filters, update }: BeforeAfterProps) {
  const now = useNow() ?? at;
  const length = compareLength(at, now);
  const before = useFailures({ ...filters, from: at - length, to: at });
  const after = useFailures({ ...filters, from: at, to: at + length });
  const columns: readonly Column<ComparedRow>[] = [
    {
      key: 'outcome',
      header: 'Outcome',
      wrap: true,
      cell: (row) => <OutcomeButton {...row} update={update} />,
    },
    { key: 'trust', header: 'Trust', cell: (row) => <TrustLabel trust={trustOf(row.outcome)} /> },
    { key: 'before', header: 'Before', align: 'end', cell: (row) => formatCount(row.before) },
    { key: 'after', header: 'After', align: 'end', cell: (row) => formatCount(row.after) },
    { key: 'change', header: 'Difference', align: 'end', cell: (row) => signed(row.after - row.before) },
  ];
  return (
    <div className="mt-10">
      <Section
        title="Before and after"
        hint={
          <>
            {formatDuration(length)} on each side of <TimeText at={at} precision="second" />.
          </>
        }
        actions={
          <Button
            variant="ghost"
            size="icon"
            aria-label="Close the comparison"
            onClick={() => update({ compare: null })}
          >
            <X aria-hidden="true" />
          </Button>
        }
      >
        <QueryView query={before} skeleton={<SkeletonRows rows={4} label="Loading what was before" />}>
          {(old) => (
            <QueryView query={after} skeleton={<SkeletonRows rows={4} label="Loading what came after" />}>
              {(fresh) => (
                <>
                  <DataTable
                    caption="Counts before and after the change"
                    columns={columns}
                    rows={comparedRows(old.outcomes, fresh.outcomes)}
                    rowKey={(row) => row.outcome}
                  />
                  <p className="mt-2 text-xs text-muted">
                    Dropped: {formatCount(old.dropped)} before, {formatCount(fresh.dropped)} after. Instances
                    report once a minute, so a window that lies across the change is counted where it began.
                  </p>
                </>
              )}
            </QueryView>
          )}
        </QueryView>
      </Section>
    </div>
  );
}

function OutcomeButton({ outcome, update }: { outcome: Outcome } & Pick<BeforeAfterProps, 'update'>) {
  return (
    <button
      type="button"
      aria-label={`Show only ${outcome}`}
      onClick={() => update({ reason: outcome })}
      className="min-h-6 rounded-sm hover:underline"
    >
      <OutcomeLabel outcome={outcome} />
    </button>
  );
}
