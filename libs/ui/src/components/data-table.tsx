import { cx } from '../lib/cx.js';

export interface Column<Row> {
  key: string;
  header: string;
  /** Numbers stand at the end, in tabular figures. */
  align?: 'start' | 'end';
  /** Wraps instead of widening the table. */
  wrap?: boolean;
  cell: (row: Row) => React.ReactNode;
}

export interface DataTableProps<Row> {
  /** What the table holds; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks one row, e.g. the one that is selected in a chart above. */
  isCurrent?: (row: Row) => boolean;
  /** Rows between two of these belong together; only groups are divided by a hairline. */
  startsGroup?: (row: Row) => boolean;
}

/**
 * A table that becomes a list of labelled values on narrow screens. Roles are written out because CSS
 * that changes `display` takes them away.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  isCurrent,
  startsGroup,
}: DataTableProps<Row>) {
  return (
    <table role="table" className="w-full border-collapse text-sm max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={cx(
                'h-8 border-b px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-0 last:pr-0',
                column.align === 'end' ? 'text-right' : 'text-left',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            aria-current={isCurrent?.(row) ? 'true' : undefined}
            className={cx(
              'transition-colors last:border-b hover:bg-hover/60 max-sm:block max-sm:border-t max-sm:py-2',
              (!startsGroup || startsGroup(row)) && 'border-t first:border-t-0',
              isCurrent?.(row) && 'bg-accent-soft',
            )}
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return (
    <td
      role="cell"
      className={cx(
        'h-10 px-3 py-1.5 align-middle first:pl-0 last:pr-0',
        'max-sm:flex max-sm:h-auto max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1',
        column.align === 'end' ? 'text-right' : 'text-left',
        !column.wrap && 'whitespace-nowrap',
      )}
    >
      <span aria-hidden="true" className="hidden shrink-0 text-xs text-muted max-sm:inline">
        {column.header}
      </span>
      <div className="min-w-0 max-sm:text-right">{column.cell(row)}</div>
    </td>
  );
}
