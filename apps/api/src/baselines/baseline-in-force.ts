import { Baseline } from '@accord/contract';
import type { BaselineView } from '@accord/contract/http';
import type { BaselineEntity } from './baseline.entity.js';
import type { BaselinesRepository } from './baselines.repository.js';

const BUILT_IN: BaselineView = {
  version: 0,
  etag: '0',
  baseline: Baseline.parse({}),
  updated_at: null,
  updated_by: null,
  reason: null,
};

/** A version as it is shown. Versions are immutable and numbered, so the number is the ETag. */
export function baselineView(entity: BaselineEntity): BaselineView {
  return {
    version: entity.version,
    etag: String(entity.version),
    // Parsed, so that a member that a later release added has its default.
    baseline: Baseline.parse(entity.baseline),
    updated_at: entity.updatedAt,
    updated_by: entity.updatedBy,
    reason: entity.reason,
  };
}

/** The baseline that contracts are checked against: the newest one, or the built-in one as version 0. */
export async function baselineInForce(repository: BaselinesRepository): Promise<BaselineView> {
  const newest = await repository.inForce();
  return newest === null ? BUILT_IN : baselineView(newest);
}
