import { OTHER, Outcome, trustOf, type Trust } from '@accord/contract';
import type { FailureDimension, FailuresView } from '@accord/contract/http';
import { ACCEPTED_COLOR, OTHER_COLOR, categoryColor, type ChartBucket, type ChartSeries } from '@accord/ui';
import { outcomeColor } from './outcome';

const ACCEPTED: ChartSeries = { key: 'accepted', label: 'accepted', color: ACCEPTED_COLOR, hatched: false };

function reasonSeries(present: ReadonlySet<string>): ChartSeries[] {
  return Outcome.options
    .filter((reason) => reason !== 'accepted' && present.has(reason))
    .map((reason) => ({
      key: reason,
      label: reason,
      color: outcomeColor(reason),
      hatched: trustOf(reason) === 'unverified',
    }));
}

function namedSeries(present: ReadonlySet<string>): ChartSeries[] {
  return [...present]
    .filter((name) => name !== OTHER)
    .sort()
    .map((name, index) => ({ key: name, label: name, color: categoryColor(index), hatched: false }));
}

/** The series of the picture, in an order and with colours that do not depend on the counts. */
export function seriesOf(view: FailuresView, by: FailureDimension, withAccepted: boolean): ChartSeries[] {
  const present = new Set(view.buckets.flatMap((bucket) => Object.keys(bucket.series)));
  const named = by === 'reason' ? reasonSeries(present) : namedSeries(present);
  const other = present.has(OTHER) ? [{ key: OTHER, label: OTHER, color: OTHER_COLOR, hatched: false }] : [];
  return [...(withAccepted ? [ACCEPTED] : []), ...named, ...other];
}

export function bucketsOf(view: FailuresView): ChartBucket[] {
  return view.buckets.map(({ start, accepted, series }) => ({ start, values: { ...series, accepted } }));
}

export interface Sums {
  accepted: number;
  refused: number;
  /** The refused ones. */
  byTrust: Record<Trust, number>;
}

/** All verdicts added up, refused ones by how far they can be trusted. */
export function sumsOf(view: FailuresView): Sums {
  const sums: Sums = { accepted: 0, refused: 0, byTrust: { verified: 0, unverified: 0, no_token: 0 } };
  for (const { outcome, count } of view.outcomes) {
    if (outcome === 'accepted') {
      sums.accepted += count;
      continue;
    }
    sums.refused += count;
    sums.byTrust[trustOf(outcome)] += count;
  }
  return sums;
}
