import type { Baseline } from '@accord/contract';
import { EntitySchema } from 'typeorm';

/** Immutable; the highest version is in force. */
export interface BaselineEntity {
  version: number;
  baseline: Baseline;
  changeNumber: number;
  updatedAt: number;
  updatedBy: string;
  reason: string;
}

export const BaselineEntity = new EntitySchema<BaselineEntity>({
  name: 'BaselineEntity',
  tableName: 'baselines',
  columns: {
    version: { type: 'integer', primary: true },
    baseline: { type: 'jsonb' },
    changeNumber: { type: 'bigint', name: 'change_number' },
    updatedAt: { type: 'bigint', name: 'updated_at' },
    updatedBy: { type: 'text', name: 'updated_by' },
    reason: { type: 'text' },
  },
});
