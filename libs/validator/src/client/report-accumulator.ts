import type { Report, ReportNote, ReportRow } from '@accord/contract';
import { foldNotes, foldRows, rowKey } from './report-rows.js';

/** What one verdict counts as: labels from closed lists and from the bundle, nothing from a token. */
export type VerdictLabels = Omit<ReportRow, 'count'>;

/** The counts of one window, ready to be sent under a sequence number. Times are epoch seconds. */
export type ReportContent = Pick<Report, 'window' | 'rows' | 'notes' | 'dropped'>;

/**
 * How often one outcome was given since the start.
 *
 * @example
 * ```ts
 * import type { VerdictCount } from '@accord/validator';
 *
 * export const refused = (counts: readonly VerdictCount[]): number =>
 *   counts.reduce((sum, row) => sum + (row.mode === 'enforced' && row.outcome !== 'accepted' ? row.count : 0), 0);
 * ```
 */
export type VerdictCount = Readonly<Pick<ReportRow, 'mode' | 'outcome' | 'issuer' | 'count'>>;

interface Counter {
  readonly labels: VerdictLabels;
  count: number;
}

interface NoteCounter {
  readonly label: Omit<ReportNote, 'count'>;
  count: number;
}

/**
 * Counts verdicts between two reports. Nothing is lost: what `count` and `drop` were told is in exactly one
 * drained window.
 */
export class ReportAccumulator {
  readonly #rows = new Map<string, Counter>();
  readonly #notes = new Map<string, NoteCounter>();
  readonly #drained = new Map<string, VerdictCount>();
  #latest: Counter | null = null;
  #dropped = 0;
  #windowStart: number;

  /** @param startSeconds the beginning of the first window, epoch seconds */
  constructor(startSeconds: number) {
    this.#windowStart = startSeconds;
  }

  /** Requests of undelivered rows that the next window will tell. */
  get dropped(): number {
    return this.#dropped;
  }

  /** What was counted since the start, in windows that are over and in this one. */
  totals(): readonly VerdictCount[] {
    const totals = new Map(this.#drained);
    this.#addRows(totals);
    return [...totals.values()];
  }

  /** Counts one verdict. */
  count(labels: VerdictLabels): void {
    // Neighbouring requests mostly count the same; comparing is cheaper than building a key.
    const latest = this.#latest;
    if (latest && sameLabels(latest.labels, labels)) {
      latest.count += 1;
      return;
    }
    const key = rowKey(labels);
    const counter = this.#rows.get(key) ?? { labels, count: 0 };
    counter.count += 1;
    this.#rows.set(key, counter);
    this.#latest = counter;
  }

  /** Counts something worth knowing about a request; `value` comes from the contract, never from a token. */
  note(note: ReportNote['note'], value?: string): void {
    const key = JSON.stringify([note, value ?? null]);
    const label = value === undefined ? { note } : { note, value };
    const counter = this.#notes.get(key) ?? { label, count: 0 };
    counter.count += 1;
    this.#notes.set(key, counter);
  }

  /** Accounts for requests whose rows could not be delivered. */
  drop(requests: number): void {
    this.#dropped += requests;
  }

  /**
   * Ends the window and begins the next one.
   * @param endSeconds epoch seconds; a clock that went backwards gives an empty window, never a negative one
   */
  drain(endSeconds: number): ReportContent {
    const end = Math.max(this.#windowStart, endSeconds);
    const { rows, dropped } = foldRows(
      Array.from(this.#rows.values(), ({ labels, count }) => ({ ...labels, count })),
    );
    const content: ReportContent = {
      window: { start: this.#windowStart, end },
      rows,
      notes: foldNotes(Array.from(this.#notes.values(), ({ label, count }) => ({ ...label, count }))),
      dropped: this.#dropped + dropped,
    };
    this.#addRows(this.#drained);
    this.#rows.clear();
    this.#notes.clear();
    this.#latest = null;
    this.#dropped = 0;
    this.#windowStart = end;
    return content;
  }

  #addRows(totals: Map<string, VerdictCount>): void {
    for (const { labels, count } of this.#rows.values()) {
      const { mode, outcome, issuer } = labels;
      const key = JSON.stringify([mode, outcome, issuer]);
      totals.set(key, { mode, outcome, issuer, count: (totals.get(key)?.count ?? 0) + count });
    }
  }
}

function sameLabels(left: VerdictLabels, right: VerdictLabels): boolean {
  return (
    left.outcome === right.outcome &&
    left.kid === right.kid &&
    left.issuer === right.issuer &&
    left.mode === right.mode &&
    left.alg === right.alg &&
    left.contract_version === right.contract_version
  );
}
