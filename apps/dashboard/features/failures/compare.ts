import type { Outcome } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';

const MINUTE = 60;
const LONGEST = 3_600;

/** Seconds to compare on each side of a change: up to an hour, and no more than has passed since, in whole minutes. */
export function compareLength(at: number, now: number): number {
  return Math.min(LONGEST, Math.max(MINUTE, Math.floor((now - at) / MINUTE) * MINUTE));
}

export interface ComparedRow {
  outcome: Outcome;
  before: number;
  after: number;
}

type Counted = readonly Pick<FailuresView['outcomes'][number], 'outcome' | 'count'>[];

/** Counts by outcome, accepted first, then by how much they changed. */
export function comparedRows(before: Counted, after: Counted): ComparedRow[] {
  const rows = new Map<Outcome, ComparedRow>();
  const add = (counted: Counted, side: 'before' | 'after') => {
    for (const { outcome, count } of counted) {
      const row = rows.get(outcome) ?? { outcome, before: 0, after: 0 };
      rows.set(outcome, { ...row, [side]: row[side] + count });
    }
  };
  add(before, 'before');
  add(after, 'after');
  const change = (row: ComparedRow) => Math.abs(row.after - row.before);
  return [...rows.values()].sort(
    (a, b) => Number(b.outcome === 'accepted') - Number(a.outcome === 'accepted') || change(b) - change(a),
  );
}
