import type { ValidationContract } from '@accord/contract';
import { EntitySchema } from 'typeorm';

/** Immutable: the table refuses UPDATE and DELETE. The highest version is in force. */
export interface ContractVersionEntity {
  serviceId: string;
  environmentId: string;
  version: number;
  /** With defaults filled in. */
  contract: ValidationContract;
  hash: string;
  /** The number of this version's `contract.published` event. */
  changeNumber: number;
  publishedAt: number;
  publishedBy: string;
  reason: string;
  rollbackOf: number | null;
}

export const ContractVersionEntity = new EntitySchema<ContractVersionEntity>({
  name: 'ContractVersionEntity',
  tableName: 'contract_versions',
  columns: {
    serviceId: { type: 'uuid', name: 'service_id', primary: true },
    environmentId: { type: 'uuid', name: 'environment_id', primary: true },
    version: { type: 'integer', primary: true },
    contract: { type: 'jsonb' },
    hash: { type: 'text' },
    changeNumber: { type: 'bigint', name: 'change_number' },
    publishedAt: { type: 'bigint', name: 'published_at' },
    publishedBy: { type: 'text', name: 'published_by' },
    reason: { type: 'text' },
    rollbackOf: { type: 'integer', name: 'rollback_of', nullable: true },
  },
});
