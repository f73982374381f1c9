import { Injectable } from '@nestjs/common';
import type {
  ContractDiff,
  ContractVersionPage,
  ContractVersionQuery,
  ContractVersionView,
  DiffQuery,
  ServiceEnvironmentParams,
  VersionParams,
} from '@accord/contract/http';
import { VersionNumber } from '@accord/contract';
import { diffContracts } from '@accord/policy';
import { notFound } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { type Place, Places, placeName } from '../services/places.js';
import type { ContractVersionEntity } from './contract-version.entity.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';
import { versionSummary, versionView } from './contract-view.js';

/** What was published, for ever readable. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly places: Places,
    private readonly versions: ContractVersionsRepository,
  ) {}

  /** One page, newest first. @throws Problem 404 */
  async list(
    names: ServiceEnvironmentParams,
    { cursor, limit }: ContractVersionQuery,
  ): Promise<ContractVersionPage> {
    const place = await this.places.find(names);
    const before = cursor === undefined ? undefined : readCursor(cursor, VersionNumber);
    const found = await this.versions.list(place, before, limit + 1);
    const { items, next_cursor } = pageOf(found, limit, ({ version }) => version);
    return { items: items.map(versionSummary), next_cursor };
  }

  /** @throws Problem 404 */
  async get({ version, ...names }: VersionParams): Promise<ContractVersionView> {
    return versionView(await this.require(await this.places.find(names), version));
  }

  /** What changes when `version` replaces `against`, which may be of another place. @throws Problem 404 */
  async diff(
    { version, ...names }: VersionParams,
    { against, against_service: service, against_environment: environment }: DiffQuery,
  ): Promise<ContractDiff> {
    const other = {
      service: service ?? names.service,
      environment: environment ?? names.environment,
    };
    const from = await this.require(await this.places.find(other), against);
    const to = await this.require(await this.places.find(names), version);
    return { from: against, to: version, changes: diffContracts(from.contract, to.contract) };
  }

  private async require(place: Place, version: number): Promise<ContractVersionEntity> {
    const found = await this.versions.find(place, version);
    if (found === null) throw notFound(`version ${version} of ${placeName(place)}`);
    return found;
  }
}
