import type { Outcome } from '@accord/contract';
import type { FailuresView } from '@accord/contract/http';

const MINUTE = 60;
const LONGEST = 3_600;
/** An instance counts a minute in one window, give or take a quarter, under the time at which the window began. */
const LONGEST_WINDOW = 75;
/** From its last minute until a window has arrived. */
const ARRIVAL = LONGEST_WINDOW + 15;

/** A stretch of time in epoch seconds, without its end. */
export interface Span {
  from: number;
  to: number;
}

const wholeMinute = (at: number) => Math.floor(at / MINUTE) * MINUTE;
/** The minute that holds the change is on neither side. */
const afterStart = (at: number) => wholeMinute(at) + MINUTE;

/** When the first minute after a change can be compared, in epoch seconds. */
export function comparableAt(at: number): number {
  return afterStart(at) + MINUTE + ARRIVAL;
}

/**
 * Stretches of equal length before and after a change, up to an hour, in whole minutes of which all reports are there.
 * No window of the first can hold requests after the change. Null while there is no such minute.
 */
export function comparedSpans(at: number, now: number): { before: Span; after: Span } | null {
  const from = afterStart(at);
  const length = Math.min(LONGEST, wholeMinute(now - ARRIVAL) - from);
  if (length <= 0) return null;
  const to = wholeMinute(at - LONGEST_WINDOW);
  return { before: { from: to - length, to }, after: { from, to: from + length } };
}

/** Whether more minutes of the hour after a change are to come. */
export function moreToCome(at: number, now: number): boolean {
  return now < comparableAt(at) + LONGEST - MINUTE;
}

export interface Counted {
  count: number;
  /** Of all requests on this side; null when there were none. */
  share: number | null;
}

export interface ComparedRow {
  outcome: Outcome;
  before: Counted;
  after: Counted;
  /** How much the share grew; null when a side had no requests. */
  change: number | null;
}

type Counts = readonly Pick<FailuresView['outcomes'][number], 'outcome' | 'count'>[];

/** All requests of a side. */
export function requestsOf(counts: Counts): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function sideOf(counts: Counts): (outcome: Outcome) => Counted {
  const requests = requestsOf(counts);
  return (outcome) => {
    const count = requestsOf(counts.filter((row) => row.outcome === outcome));
    return { count, share: requests === 0 ? null : count / requests };
  };
}

/** Both sides by outcome, accepted first, then by how much their shares changed. */
export function comparedRows(before: Counts, after: Counts): ComparedRow[] {
  const [old, fresh] = [sideOf(before), sideOf(after)];
  const outcomes = new Set([...before, ...after].map(({ outcome }) => outcome));
  const rows = [...outcomes].map((outcome): ComparedRow => {
    const [was, is] = [old(outcome), fresh(outcome)];
    const change = was.share === null || is.share === null ? null : is.share - was.share;
    return { outcome, before: was, after: is, change };
  });
  const size = ({ change }: ComparedRow) => Math.abs(change ?? 0);
  return rows.sort(
    (a, b) => Number(b.outcome === 'accepted') - Number(a.outcome === 'accepted') || size(b) - size(a),
  );
}

/** A change of a share in words; a point is one per cent of the requests. */
export function pointsText(change: number | null): string {
  if (change === null) return '–';
  if (change === 0) return 'same';
  const points = Math.abs(change) * 100;
  return `${change > 0 ? 'up' : 'down'} ${points < 0.1 ? '< 0.1' : points.toFixed(1)} points`;
}
