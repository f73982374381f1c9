import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Place } from '../services/places.js';
import { ContractDraftEntity } from './contract-draft.entity.js';

/** Drafts in the database, at most one for each place. `within` gives the same repository inside a transaction. */
@Injectable()
export class DraftsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): DraftsRepository {
    return new DraftsRepository(manager);
  }

  find({ service, environment }: Place): Promise<ContractDraftEntity | null> {
    return this.manager.findOneBy(ContractDraftEntity, {
      serviceId: service.id,
      environmentId: environment.id,
    });
  }

  /** Creates or replaces. */
  async put(draft: ContractDraftEntity): Promise<void> {
    await this.manager.query(PUT, [
      draft.serviceId,
      draft.environmentId,
      JSON.stringify(draft.contract),
      draft.etag,
      draft.basedOnVersion,
      draft.updatedAt,
      draft.updatedBy,
    ]);
  }

  async delete({ serviceId, environmentId }: ContractDraftEntity): Promise<void> {
    await this.manager.delete(ContractDraftEntity, { serviceId, environmentId });
  }
}

const PUT = `
  INSERT INTO contract_drafts
    (service_id, environment_id, contract, etag, based_on_version, updated_at, updated_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (service_id, environment_id) DO UPDATE SET contract = excluded.contract, etag = excluded.etag,
    based_on_version = excluded.based_on_version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
