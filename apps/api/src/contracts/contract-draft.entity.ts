import { EntitySchema } from 'typeorm';

export interface ContractDraftEntity {
  serviceId: string;
  environmentId: string;
  /** What the person wrote: a JSON object, not necessarily a contract yet. */
  contract: Record<string, unknown>;
  /** Opaque, another one with every change of the content. Without quotes. */
  etag: string;
  basedOnVersion: number | null;
  updatedAt: number;
  updatedBy: string;
}

export const ContractDraftEntity = new EntitySchema<ContractDraftEntity>({
  name: 'ContractDraftEntity',
  tableName: 'contract_drafts',
  columns: {
    serviceId: { type: 'uuid', name: 'service_id', primary: true },
    environmentId: { type: 'uuid', name: 'environment_id', primary: true },
    contract: { type: 'jsonb' },
    etag: { type: 'text' },
    basedOnVersion: { type: 'integer', name: 'based_on_version', nullable: true },
    updatedAt: { type: 'bigint', name: 'updated_at' },
    updatedBy: { type: 'text', name: 'updated_by' },
  },
});
