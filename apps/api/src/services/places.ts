import { Injectable } from '@nestjs/common';
import type { ServiceEnvironmentParams } from '@accord/contract/http';
import type { EntityManager } from 'typeorm';
import type { EnvironmentEntity } from '../environments/environment.entity.js';
import { EnvironmentsRepository } from '../environments/environments.repository.js';
import { conflict, notFound } from '../platform/errors/problems.js';
import type { ServiceEntity } from './service.entity.js';
import { ServicesRepository } from './services.repository.js';

/** One service in one environment: where a contract is in force and credentials are valid. */
export interface Place {
  service: ServiceEntity;
  environment: EnvironmentEntity;
}

/** How people and the change log call a place: `payments/production`. */
export function placeName({ service, environment }: Place): string {
  return `${service.name}/${environment.name}`;
}

/** What a list may be narrowed down to. */
export interface AskedNames {
  service?: string | undefined;
  environment?: string | undefined;
}

/** Finds the place that a path names. */
@Injectable()
export class Places {
  constructor(
    private readonly services: ServicesRepository,
    private readonly environments: EnvironmentsRepository,
  ) {}

  /** @throws Problem 404 when the service or the environment does not exist. Archived services are found. */
  async find(names: ServiceEnvironmentParams): Promise<Place> {
    return requirePlace(this.services, this.environments, names);
  }

  /** The same inside a transaction. */
  async findWithin(manager: EntityManager, names: ServiceEnvironmentParams): Promise<Place> {
    return requirePlace(this.services.within(manager), this.environments.within(manager), names);
  }

  /**
   * For what a list is asked by: a name that stands for nothing is a slip of the pen, not a list without entries. Archived
   * services are found, so that the log stays readable by the name of what is gone.
   *
   * @throws Problem 404
   */
  async assertNamed({ service, environment }: AskedNames): Promise<void> {
    if (service !== undefined && (await this.services.findByName(service)) === null)
      throw notFound(`service "${service}"`);
    if (environment !== undefined && (await this.environments.findByName(environment)) === null)
      throw notFound(`environment "${environment}"`);
  }

  /**
   * Inside a transaction that is about to write.
   *
   * @throws Problem 404 when there is no such place, 409 `service_archived` when the service is archived.
   */
  async forWriting(manager: EntityManager, names: ServiceEnvironmentParams): Promise<Place> {
    const place = await this.findWithin(manager, names);
    refuseArchived(place.service);
    return place;
  }
}

/** @throws Problem 409 `service_archived`. */
export function refuseArchived(service: ServiceEntity): void {
  if (service.archivedAt === null) return;
  throw conflict(
    'service_archived',
    `The service "${service.name}" is archived and takes no more changes. Create a service under another name.`,
  );
}

async function requirePlace(
  services: ServicesRepository,
  environments: EnvironmentsRepository,
  names: ServiceEnvironmentParams,
): Promise<Place> {
  const service = await services.findByName(names.service);
  if (service === null) throw notFound(`service "${names.service}"`);
  const environment = await environments.findByName(names.environment);
  if (environment === null) throw notFound(`environment "${names.environment}"`);
  return { service, environment };
}
