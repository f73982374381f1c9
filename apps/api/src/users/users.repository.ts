import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, Not } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** The accounts of people. Methods that take part in a change get its manager. */
@Injectable()
export class UsersRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order of their addresses, at most `limit`, after the given one; all, or those that `search` finds. */
  list(search: string | undefined, after: string | undefined, limit: number): Promise<UserEntity[]> {
    const query = this.dataSource.manager.createQueryBuilder(UserEntity, 'user');
    if (after !== undefined) query.andWhere('user.email > :after', { after });
    if (search !== undefined) {
      query.andWhere(`strpos(lower(concat_ws(' ', user.name, user.email)), lower(:search)) > 0`, { search });
    }
    return query.orderBy('user.email').take(limit).getMany();
  }

  findByEmail(email: string): Promise<UserEntity | null> {
    return this.dataSource.manager.findOneBy(UserEntity, { email });
  }

  findById(id: string): Promise<UserEntity | null> {
    return this.dataSource.manager.findOneBy(UserEntity, { id });
  }

  findByIdWithin(manager: EntityManager, id: string): Promise<UserEntity | null> {
    return manager.findOneBy(UserEntity, { id });
  }

  /**
   * The account as it is now, if the password that was `checked` still opens it: null once it was disabled or got
   * another password. Ask under the log's lock, so that it stays true.
   */
  async findUnchanged(manager: EntityManager, checked: UserEntity): Promise<UserEntity | null> {
    const user = await this.findByIdWithin(manager, checked.id);
    return user?.status === 'active' && user.passwordHash === checked.passwordHash ? user : null;
  }

  async insert(manager: EntityManager, user: UserEntity): Promise<void> {
    await manager.insert(UserEntity, user);
  }

  async update(manager: EntityManager, id: string, values: Partial<UserEntity>): Promise<void> {
    await manager.update(UserEntity, { id }, values);
  }

  /** Whether an administrator other than `id` can still log in. */
  hasOtherActiveAdmin(manager: EntityManager, id: string): Promise<boolean> {
    return manager.existsBy(UserEntity, { id: Not(id), role: 'admin', status: 'active' });
  }
}
