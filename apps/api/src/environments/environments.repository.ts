import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { EnvironmentEntity } from './environment.entity.js';

/** Environments in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class EnvironmentsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): EnvironmentsRepository {
    return new EnvironmentsRepository(manager);
  }

  list(): Promise<EnvironmentEntity[]> {
    return this.manager.find(EnvironmentEntity, { order: { position: 'ASC', name: 'ASC' } });
  }

  findByName(name: string): Promise<EnvironmentEntity | null> {
    return this.manager.findOneBy(EnvironmentEntity, { name });
  }

  async insert(environment: EnvironmentEntity): Promise<void> {
    await this.manager.insert(EnvironmentEntity, environment);
  }
}
