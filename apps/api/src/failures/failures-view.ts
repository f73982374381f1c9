import { OTHER, trustOf } from '@accord/contract';
import { MOST_FACET_VALUES, type FailuresQuery, type FailuresView } from '@accord/contract/http';
import { facetsOfOutcomes } from './facets-of-outcomes.js';
import type { FacetRow, FailuresData, RankedService, SeriesRow } from './failures.repository.js';

type Bucket = FailuresView['buckets'][number];

/** A chart with more series than this says nothing; the rest is added up as `other`. */
const MOST_SERIES = 12;

/** Lays out what was read, with a bucket for every step of the range, empty ones too. */
export function failuresView(query: FailuresQuery, step: number, data: FailuresData): FailuresView {
  return {
    from: query.from,
    to: query.to,
    step,
    buckets: bucketsOf(query, step, data.series),
    outcomes: data.outcomes,
    totals: data.totals.map((row) => ({ ...row, verified: trustOf(row.outcome) === 'verified' })),
    totals_complete: data.totals_complete,
    notes: data.notes,
    dropped: data.dropped,
    markers: data.markers,
    facets: {
      ...facetsOfOutcomes(data.outcomes),
      ...facetsOf([...serviceFacet(data.services), ...data.facets]),
    },
  };
}

function bucketsOf({ from, to }: FailuresQuery, step: number, rows: readonly SeriesRow[]): Bucket[] {
  const shown = mostFrequent(rows);
  const buckets = new Map<number, Bucket>();
  for (let start = Math.floor(from / step) * step; start < to; start += step)
    buckets.set(start, { start, accepted: 0, refused: 0, series: {} });
  for (const row of rows) {
    const bucket = buckets.get(row.start);
    if (!bucket) continue;
    if (row.outcome_is_accepted) {
      bucket.accepted += row.count;
      continue;
    }
    const name = shown.has(row.value) ? row.value : OTHER;
    bucket.refused += row.count;
    bucket.series[name] = (bucket.series[name] ?? 0) + row.count;
  }
  return [...buckets.values()];
}

function mostFrequent(rows: readonly SeriesRow[]): Set<string> {
  const sums = new Map<string, number>();
  for (const row of rows)
    if (!row.outcome_is_accepted) sums.set(row.value, (sums.get(row.value) ?? 0) + row.count);
  const ranked = [...sums].sort(([, left], [, right]) => right - left);
  return new Set(ranked.slice(0, MOST_SERIES).map(([value]) => value));
}

function serviceFacet(services: readonly RankedService[]): FacetRow[] {
  return services
    .filter(({ refused }) => refused > 0)
    .slice(0, MOST_FACET_VALUES)
    .map(({ name, refused }) => ({ dimension: 'service', value: name, count: refused }));
}

function facetsOf(rows: readonly FacetRow[]): FailuresView['facets'] {
  const facets: FailuresView['facets'] = {};
  for (const { dimension, value, count } of rows) (facets[dimension] ??= []).push({ value, count });
  return facets;
}
