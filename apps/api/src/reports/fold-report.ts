import type { Report, ReportNote, ReportRow } from '@accord/contract';
import { closed, type KnownLabels } from './known-labels.js';

/** A note as it is stored: an empty value where the note has none. */
export interface StoredNote {
  readonly note: ReportNote['note'];
  readonly value: string;
  readonly count: number;
}

/** A report whose every label comes from the closed lists, each combination once. */
export interface FoldedReport {
  readonly rows: readonly ReportRow[];
  readonly notes: readonly StoredNote[];
}

/** Folds what no bundle of the service knows to `unknown`. Counts are added up: none is lost. */
export function foldReport(report: Report, labels: KnownLabels): FoldedReport {
  const rows = report.rows.map((row) => ({
    ...row,
    issuer: closed(row.issuer, labels.issuers),
    kid: closed(row.kid, labels.kids),
    alg: closed(row.alg, labels.algorithms),
  }));
  const notes = report.notes.map(({ note, value, count }) => ({
    note,
    value: value === undefined ? '' : closed(value, labels.noteValues),
    count,
  }));
  return {
    rows: addedUp(rows, ({ mode, outcome, issuer, kid, alg, contract_version }) =>
      JSON.stringify([mode, outcome, issuer, kid, alg, contract_version]),
    ),
    notes: addedUp(notes, ({ note, value }) => JSON.stringify([note, value])),
  };
}

function addedUp<Item extends { readonly count: number }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] {
  const sums = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    const sum = sums.get(key);
    sums.set(key, sum ? { ...sum, count: sum.count + item.count } : item);
  }
  return [...sums.values()];
}
