import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, MoreThan } from 'typeorm';
import { NEWEST_FIRST, type NewestFirstPosition, olderThan } from '../platform/database/newest-first.js';
import { ApiTokenEntity } from './api-token.entity.js';

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  list(after: NewestFirstPosition | undefined, limit: number): Promise<ApiTokenEntity[]> {
    const where = olderThan(after);
    return this.dataSource.manager.find(ApiTokenEntity, { where, order: NEWEST_FIRST, take: limit });
  }

  /** The token of this hash, if it is neither revoked nor expired. */
  findLive(tokenHash: Buffer, now: number): Promise<ApiTokenEntity | null> {
    return this.dataSource.manager.findOneBy(ApiTokenEntity, [
      { tokenHash, revokedAt: IsNull(), expiresAt: IsNull() },
      { tokenHash, revokedAt: IsNull(), expiresAt: MoreThan(now) },
    ]);
  }

  findById(id: string): Promise<ApiTokenEntity | null> {
    return this.findByIdWithin(this.dataSource.manager, id);
  }

  findByIdWithin(manager: EntityManager, id: string): Promise<ApiTokenEntity | null> {
    return manager.findOneBy(ApiTokenEntity, { id });
  }

  async insert(manager: EntityManager, token: ApiTokenEntity): Promise<void> {
    await manager.insert(ApiTokenEntity, token);
  }

  async revoke(manager: EntityManager, id: string, at: number): Promise<void> {
    await manager.update(ApiTokenEntity, { id }, { revokedAt: at });
  }

  /** Writes when tokens were last used: one statement for all of them. */
  async markUsed(uses: ReadonlyMap<string, number>): Promise<void> {
    await this.dataSource.query(
      `UPDATE api_tokens SET last_used_at = GREATEST(last_used_at, used.at)
       FROM unnest($1::uuid[], $2::bigint[]) AS used (id, at) WHERE api_tokens.id = used.id`,
      [[...uses.keys()], [...uses.values()]],
    );
  }
}
