import { OTHER, type Report, REPORT_MAX_ROWS, type ReportNote, type ReportRow } from '@accord/contract';

const FOLDS = ['kid', 'issuer', 'alg'] as const;

/** Rows that fit a report, and the requests that even folding could not keep apart. */
export interface FoldedRows {
  readonly rows: ReportRow[];
  readonly dropped: number;
}

/**
 * Folds rows until at most 200 are left: kid to `other`, then issuer, then alg, never the outcome. Should
 * contract versions alone exceed the limit, the smallest rows become `dropped`: a count is never lost.
 */
export function foldRows(rows: readonly ReportRow[]): FoldedRows {
  let folded = [...rows];
  for (const member of FOLDS) {
    if (folded.length <= REPORT_MAX_ROWS) break;
    folded = mergeRows(folded.map((row) => ({ ...row, [member]: OTHER })));
  }
  if (folded.length <= REPORT_MAX_ROWS) return { rows: folded, dropped: 0 };
  const bySize = folded.toSorted((left, right) => right.count - left.count);
  return {
    rows: bySize.slice(0, REPORT_MAX_ROWS),
    dropped: requestsInRows(bySize.slice(REPORT_MAX_ROWS)),
  };
}

/** Notes that fit a report: past the limit the smallest are added up without their value. */
export function foldNotes(notes: readonly ReportNote[]): ReportNote[] {
  if (notes.length <= REPORT_MAX_ROWS) return [...notes];
  const bySize = notes.toSorted((left, right) => right.count - left.count);
  const rest = new Map<ReportNote['note'], number>();
  // One place is kept for each kind of note, which the remainder may need.
  const kept = bySize.slice(0, REPORT_MAX_ROWS - 2);
  for (const { note, count } of bySize.slice(kept.length)) rest.set(note, (rest.get(note) ?? 0) + count);
  return [...kept, ...Array.from(rest, ([note, count]) => ({ note, count }))];
}

/** The requests that rows stand for. Shadow verdicts are counted beside a request, not instead of it. */
export function requestsInRows(rows: readonly ReportRow[]): number {
  return rows.reduce((sum, row) => (row.mode === 'shadow' ? sum : sum + row.count), 0);
}

/** The requests that a report accounts for: accepted + refused + dropped. */
export function requestsInReport(report: Pick<Report, 'rows' | 'dropped'>): number {
  return requestsInRows(report.rows) + report.dropped;
}

/** The content of a report in two halves, for a server that answered 413; `dropped` goes with the first. */
export function splitContent<T extends Pick<Report, 'rows' | 'notes' | 'dropped'>>(report: T): [T, T] {
  const row = Math.ceil(report.rows.length / 2);
  const note = Math.ceil(report.notes.length / 2);
  return [
    { ...report, rows: report.rows.slice(0, row), notes: report.notes.slice(0, note) },
    { ...report, rows: report.rows.slice(row), notes: report.notes.slice(note), dropped: 0 },
  ];
}

/** The identity of a row: everything but its count. */
export function rowKey(row: Omit<ReportRow, 'count'>): string {
  return JSON.stringify([row.outcome, row.mode, row.issuer, row.kid, row.alg, row.contract_version]);
}

function mergeRows(rows: readonly ReportRow[]): ReportRow[] {
  const merged = new Map<string, ReportRow>();
  for (const row of rows) {
    const key = rowKey(row);
    const known = merged.get(key);
    merged.set(key, known ? { ...known, count: known.count + row.count } : row);
  }
  return [...merged.values()];
}
