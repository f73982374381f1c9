import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { BaselineEntity } from './baseline.entity.js';

/** Versions of the baseline in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class BaselinesRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): BaselinesRepository {
    return new BaselinesRepository(manager);
  }

  /** The version in force; null while nobody has set one. */
  async inForce(): Promise<BaselineEntity | null> {
    const [newest] = await this.manager.find(BaselineEntity, { order: { version: 'DESC' }, take: 1 });
    return newest ?? null;
  }

  async insert(baseline: BaselineEntity): Promise<void> {
    await this.manager.insert(BaselineEntity, baseline);
  }
}
