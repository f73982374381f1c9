import { failureGroup, type FailureReason } from '@accord/contract';
import { MOST_FACET_VALUES, type FailureDimension, type FailuresView } from '@accord/contract/http';
import type { OutcomeRow } from './failures.repository.js';

type RefusedRow = OutcomeRow & { outcome: FailureReason };

/** By what the outcomes are told apart already: these facets need no reading of their own. */
const IN_OUTCOMES: Partial<Record<FailureDimension, (row: RefusedRow) => string>> = {
  reason: ({ outcome }) => outcome,
  group: ({ outcome }) => failureGroup(outcome),
  environment: ({ environment }) => environment,
};

/** Facets of refused requests, most frequent values first. */
export function facetsOfOutcomes(outcomes: readonly OutcomeRow[]): FailuresView['facets'] {
  const refused = outcomes.filter((row): row is RefusedRow => row.outcome !== 'accepted');
  if (refused.length === 0) return {};
  return Object.fromEntries(
    Object.entries(IN_OUTCOMES).map(([dimension, valueOf]) => [dimension, facetOf(refused, valueOf)]),
  );
}

function facetOf(rows: readonly RefusedRow[], valueOf: (row: RefusedRow) => string) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(valueOf(row), (sums.get(valueOf(row)) ?? 0) + row.count);
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
    .slice(0, MOST_FACET_VALUES);
}
