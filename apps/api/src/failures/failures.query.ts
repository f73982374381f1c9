import { FAILURE_GROUPS, FailureReason } from '@accord/contract';
import { isAskedOutcome, type FailureDimension, type FailuresQuery } from '@accord/contract/http';

/** How many buckets a chart gets at most when the step is not asked for. */
const MOST_BUCKETS = 200;
/** Steps that people read easily, in seconds; counts are added up ahead for whole minutes. */
const STEPS = [60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** What an instance runs that never polled under its name. */
const UNKNOWN_SDK = 'unknown';
const SDK = `coalesce(i.sdk, '${UNKNOWN_SDK}')`;

const GROUP_CASES = Object.entries(FAILURE_GROUPS).map(
  ([group, reasons]) =>
    `WHEN v.outcome IN (${reasons.map((reason) => `'${reason}'`).join(', ')}) THEN '${group}'`,
);

/** The columns behind the dimensions; names are joined in where ids are stored. */
export const DIMENSION_COLUMNS: Readonly<Record<FailureDimension, string>> = {
  reason: 'v.outcome',
  group: `CASE ${GROUP_CASES.join(' ')} END`,
  service: 's.name',
  environment: 'e.name',
  issuer: 'v.issuer',
  kid: 'v.kid',
  contract_version: 'v.contract_version::text',
  instance: 'v.instance::text',
  sdk: SDK,
};

/** The step that was asked for, or the smallest readable one with which the range has at most 200 buckets. */
export function stepOf({ from, to, step }: Pick<FailuresQuery, 'from' | 'to' | 'step'>): number {
  if (step !== undefined) return step;
  const range = Math.max(1, to - from);
  return STEPS.find((candidate) => range / candidate <= MOST_BUCKETS - 1) ?? 86_400;
}

/** The ids behind the names that were asked for: none for an unknown name, undefined when all are asked for. */
export interface AskedPlaces {
  readonly services: readonly string[] | undefined;
  readonly environments: readonly string[] | undefined;
}

/** SQL conditions with their parameters, numbered from $1. */
export interface Filter {
  readonly where: string;
  readonly parameters: readonly unknown[];
}

/** Conditions on `v` (verdicts) and `i` (instances). Everything but time and reason. */
export function countFilter(query: FailuresQuery, places: AskedPlaces): Filter {
  return filterOf([
    ...placeConditions(query, places),
    ['v.mode = ?', query.mode],
    ['v.issuer = ?', query.issuer],
    ['v.kid = ?', query.kid],
    ['v.contract_version = ?', query.contract_version],
  ]);
}

/** The same for notes and dropped requests, which know no issuer, kid or mode; with the time. */
export function placeFilter(query: FailuresQuery, places: AskedPlaces): Filter {
  return filterOf([
    ...placeConditions(query, places),
    ['v.window_start >= ?', query.from],
    ['v.window_start < ?', query.to],
  ]);
}

/** The reasons that are asked for; undefined for all. Accepted requests are counted beside them. */
export function wantedReasons(query: FailuresQuery): readonly FailureReason[] | undefined {
  const asksForAll = query.reason === undefined && query.group === undefined && query.trust === undefined;
  return asksForAll ? undefined : FailureReason.options.filter((reason) => isAskedOutcome(reason, query));
}

type Condition = readonly [condition: string, value: unknown];

function placeConditions({ instance, sdk }: FailuresQuery, places: AskedPlaces): Condition[] {
  return [
    ['v.service_id = ANY (?::uuid[])', places.services],
    ['v.environment_id = ANY (?::uuid[])', places.environments],
    ['v.instance = ?', instance],
    [`${SDK} = ?`, sdk],
  ];
}

function filterOf(conditions: readonly Condition[]): Filter {
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = given.map(([condition], index) => condition.replace('?', `$${index + 1}`));
  return { where: where.join(' AND '), parameters: given.map(([, value]) => value) };
}
