import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { ServiceEntity } from './service.entity.js';

/** Which services a list shows: `after` is the last name of the page before. */
export interface ServiceFilter {
  search: string | undefined;
  includeArchived: boolean;
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
  list({ search, includeArchived, after, take }: ServiceFilter): Promise<ServiceEntity[]> {
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
    return query.getMany();
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
