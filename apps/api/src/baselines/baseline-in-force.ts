import { Baseline } from '@accord/contract';
import type { BaselineView } from '@accord/contract/http';
import type { BaselinesRepository } from './baselines.repository.js';

/** The baseline that contracts are checked against: the newest one, or the built-in one as version 0. */
export async function baselineInForce(repository: BaselinesRepository): Promise<BaselineView> {
  const newest = await repository.inForce();
  if (newest === null) {
    return { version: 0, baseline: Baseline.parse({}), updated_at: null, updated_by: null, reason: null };
  }
  return {
    version: newest.version,
    // Parsed, so that a member that a later release added has its default.
    baseline: Baseline.parse(newest.baseline),
    updated_at: newest.updatedAt,
    updated_by: newest.updatedBy,
    reason: newest.reason,
  };
}
