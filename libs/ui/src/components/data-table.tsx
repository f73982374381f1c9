import { cx } from '../lib/cx.js';

export interface Column<Row> {
  key: string;
  header: string;
  /** Numbers stand at the end, in tabular figures. */
  align?: 'start' | 'end';
  /** Wraps instead of widening the table. */
  wrap?: boolean;
  /** Takes a whole line on narrow screens, where two short values share one. */
  wide?: boolean;
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
  /** Stays a table of low rows on narrow screens too: for a few short columns. */
  compact?: boolean;
}

/**
 * A table that becomes a list on narrow screens: the first value as a heading, the others labelled. Roles are written out because CSS
 * that changes `display` takes them away.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  isCurrent,
  startsGroup,
  compact,
}: DataTableProps<Row>) {
  return (
    <table role="table" className={cx('w-full border-collapse text-sm', !compact && 'max-lg:block')}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className={compact ? undefined : 'max-lg:sr-only'}>
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
      <tbody role="rowgroup" className={compact ? undefined : 'max-lg:block'}>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            aria-current={isCurrent?.(row) ? 'true' : undefined}
            className={cx(
              'transition-colors last:border-b hover:bg-hover/60',
              !compact &&
                'max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-2 max-lg:border-t max-lg:py-3',
              (!startsGroup || startsGroup(row)) && 'border-t first:border-t-0',
              isCurrent?.(row) && 'bg-accent-soft',
            )}
          >
            {columns.map((column) => (
              <Cell
                key={column.key}
                column={column}
                row={row}
                layout={compact ? 'compact' : startsGroup ? 'grouped' : 'plain'}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LAYOUTS = {
  compact: 'h-8 py-0.5 align-middle whitespace-nowrap max-sm:px-1.5',
  plain: 'h-10 py-1.5 align-middle',
  grouped: 'h-10 py-2 align-top',
};

const STACKED = 'max-lg:h-auto max-lg:min-w-0 max-lg:p-0 max-lg:first:col-span-2';

interface CellProps<Row> {
  column: Column<Row>;
  row: Row;
  layout: keyof typeof LAYOUTS;
}

function Cell<Row>({ column, row, layout }: CellProps<Row>) {
  const stacks = layout !== 'compact';
  return (
    <td
      role="cell"
      className={cx(
        'group/cell px-3 first:pl-0 last:pr-0',
        LAYOUTS[layout],
        stacks && STACKED,
        stacks && column.wide && 'max-lg:col-span-2',
        column.align === 'end' && (stacks ? 'lg:text-right' : 'text-right'),
        column.wrap ? 'wrap-anywhere' : 'xl:whitespace-nowrap',
      )}
    >
      {stacks && (
        <span
          aria-hidden="true"
          className="hidden text-2xs text-muted max-lg:block max-lg:group-first/cell:hidden"
        >
          {column.header}
        </span>
      )}
      {column.cell(row)}
    </td>
  );
}
