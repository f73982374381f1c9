import { Injectable } from '@nestjs/common';
import type { ContractPreview, DraftBody, ServiceEnvironmentParams } from '@accord/contract/http';
import { EntityManager } from 'typeorm';
import { Places, refuseArchived } from '../services/places.js';
import { assessContract } from './assess-contract.js';
import { ContractChecks } from './contract-checks.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';
import { refuseSecrets } from './drafts.service.js';

/** What publishing a contract would come to, without the one draft that people share. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly manager: EntityManager,
    private readonly places: Places,
    private readonly versions: ContractVersionsRepository,
    private readonly checks: ContractChecks,
  ) {}

  /**
   * Writes nothing. What could not even be saved is refused as saving would be.
   *
   * @throws Problem 404, 409 `service_archived`, 422 `draft_holds_secret`
   */
  async preview(names: ServiceEnvironmentParams, { contract }: DraftBody): Promise<ContractPreview> {
    refuseSecrets(contract);
    const place = await this.places.find(names);
    refuseArchived(place.service);
    const live = await this.versions.inForce(place);
    const assessed = await assessContract(this.manager, this.checks, { place, live, contract });
    const { hash, findings, changes, refusal } = assessed;
    return {
      hash,
      in_force: live && { version: live.version, hash: live.hash },
      findings,
      changes,
      refusal: refusal && { code: refusal.code, detail: refusal.options.detail },
    };
  }
}
