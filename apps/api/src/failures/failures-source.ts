import type { FailureDimension, FailuresQuery } from '@accord/contract/http';
import { GRAINS, grainsWithin, type Grain } from '../verdict-sums/grains.js';
import { planSums, type Range } from '../verdict-sums/sums-plan.js';
import { verdictSource, type VerdictScope } from '../verdict-sums/verdict-source.js';

/** What only single reports know. */
const OF_REPORTS: readonly FailureDimension[] = ['instance', 'sdk'];
/** What the sums over all services do not know. */
const OF_SERVICES: readonly FailureDimension[] = ['service', 'contract_version'];

export interface Reading {
  readonly dimensions: readonly FailureDimension[];
  /** Into buckets of so many seconds; left out for the whole range at once. */
  readonly step?: number;
  /** Since when (epoch seconds) there are sums of single minutes. */
  readonly minutesSince: number;
  /** Where reports wait to be added up. */
  readonly unsummed: Range | null;
}

/** The table to read for a query, called `v`: the most added-up counts that still tell the dimensions apart. */
export function sourceOf(query: FailuresQuery, reading: Reading): string {
  const parts = planSums(query, grainsOf(query, reading), reading.minutesSince);
  const withSdk = query.sdk !== undefined || reading.dimensions.includes('sdk');
  return `${verdictSource(parts, scopeOf(query, reading), reading.unsummed)} AS v ${withSdk ? INSTANCES : ''}`;
}

/** What has to be joined for the column of a dimension. */
export const NAME_JOINS: Partial<Record<FailureDimension, string>> = {
  service: 'JOIN services s ON s.id = v.service_id',
  environment: 'JOIN environments e ON e.id = v.environment_id',
};

/** What ran where `v` was counted. */
export const INSTANCES = `LEFT JOIN instances i
  ON i.service_id = v.service_id AND i.environment_id = v.environment_id AND i.instance = v.instance`;

/** Whether a query has to be counted report by report. */
export function isOfReports(
  { instance, sdk }: FailuresQuery,
  dimensions: readonly FailureDimension[],
): boolean {
  return instance !== undefined || sdk !== undefined || knowsAny(dimensions, OF_REPORTS);
}

function grainsOf(query: FailuresQuery, { dimensions, step }: Reading): readonly Grain[] {
  if (isOfReports(query, dimensions)) return [];
  return step === undefined ? GRAINS : grainsWithin(step);
}

function scopeOf({ service, contract_version }: FailuresQuery, { dimensions }: Reading): VerdictScope {
  const apart = service !== undefined || contract_version !== undefined || knowsAny(dimensions, OF_SERVICES);
  return apart ? 'services' : 'fleet';
}

function knowsAny(dimensions: readonly FailureDimension[], some: readonly FailureDimension[]): boolean {
  return dimensions.some((dimension) => some.includes(dimension));
}
