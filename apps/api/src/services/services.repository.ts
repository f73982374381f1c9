import { Injectable } from '@nestjs/common';
import type { ServiceOwnerList } from '@accord/contract/http';
import { EntityManager } from 'typeorm';
import type { PlaceCondition } from './place-condition.js';
import { ServiceEntity } from './service.entity.js';

/** Which services a list shows: `after` is the last name of the page before. */
export interface ServiceFilter {
  search: string | undefined;
  owner?: string | undefined;
  includeArchived: boolean;
  /** Only what this user starred; null is nobody, who starred nothing. */
  starredBy?: string | null | undefined;
  place?: PlaceCondition | null;
  after: string | undefined;
  take: number;
}

/** Services in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class ServicesRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): ServicesRepository {
    return new ServicesRepository(manager);
  }

  findByName(name: string): Promise<ServiceEntity | null> {
    return this.manager.findOneBy(ServiceEntity, { name });
  }

  /** Ordered by name, which is unique. */
  list(filter: ServiceFilter): Promise<ServiceEntity[]> {
    const { search, owner, includeArchived, starredBy, place, after, take } = filter;
    const query = this.manager
      .createQueryBuilder(ServiceEntity, 'service')
      .orderBy('service.name')
      .take(take);
    if (!includeArchived) query.andWhere('service.archived_at IS NULL');
    if (after !== undefined) query.andWhere('service.name > :after', { after });
    if (search !== undefined) {
      query.andWhere(
        `strpos(lower(concat_ws(' ', service.name, service.title, service.owner)), lower(:search)) > 0`,
        { search },
      );
    }
    if (owner !== undefined) query.andWhere('service.owner = :owner', { owner });
    if (starredBy !== undefined) {
      query.andWhere('service.id IN (SELECT service_id FROM service_stars WHERE user_id = :starredBy)', {
        starredBy,
      });
    }
    if (place) query.andWhere(place.sql, place.parameters);
    return query.getMany();
  }

  /** Of services that are not archived, by name. */
  owners(): Promise<ServiceOwnerList['items']> {
    return this.manager.query<ServiceOwnerList['items']>(
      `SELECT owner, count(*) AS services FROM services WHERE archived_at IS NULL AND owner IS NOT NULL
       GROUP BY owner ORDER BY owner`,
    );
  }

  async insert(service: ServiceEntity): Promise<void> {
    await this.manager.insert(ServiceEntity, service);
  }

  async save(service: ServiceEntity): Promise<void> {
    await this.manager.update(ServiceEntity, service.id, {
      title: service.title,
      owner: service.owner,
      description: service.description,
      archivedAt: service.archivedAt,
    });
  }
}
