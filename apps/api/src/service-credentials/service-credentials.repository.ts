import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, MoreThan } from 'typeorm';
import { NEWEST_FIRST, type NewestFirstPosition, olderThan } from '../platform/database/newest-first.js';
import type { Place } from '../services/places.js';
import { ServiceCredentialEntity } from './service-credential.entity.js';

/** Service credentials in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class ServiceCredentialsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): ServiceCredentialsRepository {
    return new ServiceCredentialsRepository(manager);
  }

  /** All of one service × environment, revoked and expired ones too, newest first. */
  list(
    { service, environment }: Place,
    after: NewestFirstPosition | undefined,
    take: number,
  ): Promise<ServiceCredentialEntity[]> {
    const place = { serviceId: service.id, environmentId: environment.id };
    const where = olderThan(after).map((older) => ({ ...place, ...older }));
    return this.manager.find(ServiceCredentialEntity, { where, order: NEWEST_FIRST, take });
  }

  find(id: string): Promise<ServiceCredentialEntity | null> {
    return this.manager.findOneBy(ServiceCredentialEntity, { id });
  }

  countLive(serviceId: string, environmentId: string, now: number): Promise<number> {
    return this.manager.countBy(ServiceCredentialEntity, {
      serviceId,
      environmentId,
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
  }

  /** Those of a service, in every environment, that were never revoked. */
  listUnrevoked(serviceId: string): Promise<ServiceCredentialEntity[]> {
    return this.manager.find(ServiceCredentialEntity, {
      where: { serviceId, revokedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async insert(credential: ServiceCredentialEntity): Promise<void> {
    await this.manager.insert(ServiceCredentialEntity, credential);
  }

  async markRevoked(id: string, at: number): Promise<void> {
    await this.manager.update(ServiceCredentialEntity, id, { revokedAt: at });
  }
}
