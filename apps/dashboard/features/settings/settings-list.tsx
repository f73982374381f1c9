'use client';

import { DataTable, SkeletonRows, type Column } from '@accord/ui';
import { LoadMore, type LoadMoreProps } from '../shared/load-more';
import { QueryView, type QueryLike } from '../shared/query-view';

export interface SettingsListProps<Row> {
  query: QueryLike<{ pages: readonly { items: readonly Row[] }[] }> & LoadMoreProps['query'];
  caption: string;
  columns: readonly Column<Row>[];
  empty: React.ReactNode;
}

/** A table over the pages that were read so far. */
export function SettingsList<Row extends { id: string }>({
  query,
  caption,
  columns,
  empty,
}: SettingsListProps<Row>) {
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={5} label={`Loading: ${caption}`} />}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return empty;
        return (
          <>
            <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />
            <LoadMore query={query} />
          </>
        );
      }}
    </QueryView>
  );
}
