'use client';

import { DataTable, TimeText, formatCount, type ChartBucket, type ChartSeries } from '@accord/ui';
import { useState } from 'react';

export interface BucketTableProps {
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
}

/** The numbers behind the picture; bars without anything are left out. */
export function BucketTable({ buckets, series }: BucketTableProps) {
  const [open, setOpen] = useState(false);
  const rows = buckets.filter(({ values }) => series.some(({ key }) => (values[key] ?? 0) > 0));
  return (
    <details className="mt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-muted hover:text-text">
        Show the picture as a table
      </summary>
      {open && (
        <div
          tabIndex={0}
          role="region"
          aria-label="The picture as a table"
          className="mt-2 max-h-96 overflow-auto focus-visible:-outline-offset-2"
        >
          <DataTable
            caption="Counts by time"
            columns={[
              {
                key: 'start',
                header: 'From',
                cell: (row: ChartBucket) => <TimeText at={row.start} precision="minute" />,
              },
              ...series.map((entry) => ({
                key: entry.key,
                header: entry.label,
                align: 'end' as const,
                cell: (row: ChartBucket) => formatCount(row.values[entry.key] ?? 0),
              })),
            ]}
            rows={rows}
            rowKey={(row) => String(row.start)}
          />
        </div>
      )}
    </details>
  );
}
