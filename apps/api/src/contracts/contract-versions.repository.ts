import type { ValidationContract } from '@accord/contract';
import { Injectable } from '@nestjs/common';
import { EntityManager, LessThan } from 'typeorm';
import type { Place } from '../services/places.js';
import { ContractVersionEntity } from './contract-version.entity.js';

/** A contract in force, with the names of where it is. */
export interface ContractInForce {
  service: string;
  environment: string;
  version: number;
  contract: ValidationContract;
}

/** Published versions in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class ContractVersionsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): ContractVersionsRepository {
    return new ContractVersionsRepository(manager);
  }

  /** The version in force: the highest one. */
  inForce(place: Place): Promise<ContractVersionEntity | null> {
    return this.manager.findOne(ContractVersionEntity, { where: keyOf(place), order: { version: 'DESC' } });
  }

  find(place: Place, version: number): Promise<ContractVersionEntity | null> {
    return this.manager.findOneBy(ContractVersionEntity, { ...keyOf(place), version });
  }

  /** Newest first, those below `before` when it is given. */
  list(place: Place, before: number | undefined, take: number): Promise<ContractVersionEntity[]> {
    return this.manager.find(ContractVersionEntity, {
      where: { ...keyOf(place), ...(before === undefined ? {} : { version: LessThan(before) }) },
      order: { version: 'DESC' },
      take,
    });
  }

  /** Every contract in force of services that are not archived, ordered by name. */
  allInForce(): Promise<ContractInForce[]> {
    return this.manager.query<ContractInForce[]>(IN_FORCE);
  }

  async insert(version: ContractVersionEntity): Promise<void> {
    await this.manager.insert(ContractVersionEntity, version);
  }
}

const IN_FORCE = `
  SELECT service.name AS service, environment.name AS environment, published.version, published.contract
  FROM published_contracts AS published
  JOIN services AS service ON service.id = published.service_id
  JOIN environments AS environment ON environment.id = published.environment_id
  WHERE service.archived_at IS NULL
  ORDER BY service.name, environment.position, environment.name`;

function keyOf({ service, environment }: Place) {
  return { serviceId: service.id, environmentId: environment.id };
}
