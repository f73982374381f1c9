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
  /** Holds buttons, whose words say what they do: the header is read out, not shown. */
  acts?: boolean;
  /** A class with the share of the width, for tables with a `window`: what is in sight must not set the widths. */
  width?: string;
  cell: (row: Row) => React.ReactNode;
}

/** For lists too long for the document: the rows in sight, and the room that all others take. */
export interface RowWindow {
  /** The place of the first row given in the whole list, from 0. */
  first: number;
  /** How long the whole list is; null while nobody knows. */
  total: number | null;
  /** Pixels. */
  before: number;
  after: number;
  /** Measures a row by its `data-index`. */
  measure: (row: HTMLTableRowElement | null) => void;
  /** Where the rows begin. */
  anchor: (body: HTMLTableSectionElement | null) => void;
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
  window?: RowWindow;
  /** A convenience for pointers: what it does must be possible by a button in the row. */
  onRowClick?: (row: Row) => void;
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
  window,
  onRowClick,
}: DataTableProps<Row>) {
  return (
    <table
      role="table"
      aria-rowcount={window && (window.total === null ? -1 : window.total + 1)}
      className={cx('w-full border-collapse text-sm', !compact && 'max-lg:block', window && 'xl:table-fixed')}
    >
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className={compact ? undefined : 'max-lg:sr-only'}>
        <tr role="row" aria-rowindex={window && 1}>
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={cx(
                'h-8 px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-0 last:pr-0',
                column.align === 'end' ? 'text-right' : 'text-left',
                column.width,
                // The hairline of a collapsed border stays behind; a shadow moves along.
                window ? 'bg-bg shadow-[inset_0_-1px_0_var(--line)] lg:sticky lg:top-12 lg:z-10' : 'border-b',
              )}
            >
              {column.acts ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={window?.anchor} role="rowgroup" className={compact ? undefined : 'max-lg:block'}>
        {window && <Room key="before" height={window.before} />}
        {rows.map((row, index) => (
          <tr
            key={rowKey(row)}
            ref={window?.measure}
            data-index={window && window.first + index}
            role="row"
            aria-rowindex={window && window.first + index + 2}
            aria-current={isCurrent?.(row) ? 'true' : undefined}
            onClick={onRowClick && ((event) => !actsByItself(event.target) && onRowClick(row))}
            className={cx(
              'transition-colors last:border-b',
              onRowClick && 'cursor-pointer',
              !compact &&
                'max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-2 max-lg:border-t max-lg:py-3',
              (!startsGroup || startsGroup(row)) && 'border-t first:border-t-0',
              isCurrent?.(row)
                ? cx('bg-accent-soft', !compact && 'max-lg:-mx-3 max-lg:px-3')
                : 'hover:bg-hover/60',
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
        {window && <Room key="after" height={window.after} />}
      </tbody>
    </table>
  );
}

/** The height of rows that are not in the document. */
function Room({ height }: { height: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden="true" className="max-lg:block" style={{ height }} />;
}

/** A press on a control of the row, or the end of marking text, is not one on the row. */
function actsByItself(target: EventTarget): boolean {
  if (getSelection()?.isCollapsed === false) return true;
  return target instanceof Element && target.closest('a, button, summary, input, select, label') !== null;
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
        stacks && (column.wide ?? column.acts) && 'max-lg:col-span-2',
        column.align === 'end' && (stacks ? 'lg:text-right' : 'text-right'),
        column.wrap ? 'wrap-anywhere' : 'xl:whitespace-nowrap',
      )}
    >
      {stacks && !column.acts && (
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
