import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, MoreThan } from 'typeorm';
import { NEWEST_FIRST, type NewestFirstPosition, olderThan } from '../platform/database/newest-first.js';
import { IssuerCredentialEntity } from './issuer-credential.entity.js';

/** Issuer credentials in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class IssuerCredentialsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): IssuerCredentialsRepository {
    return new IssuerCredentialsRepository(manager);
  }

  /** All of one issuer, revoked and expired ones too, newest first. */
  list(
    issuerId: string,
    after: NewestFirstPosition | undefined,
    take: number,
  ): Promise<IssuerCredentialEntity[]> {
    const where = olderThan(after).map((older) => ({ issuerId, ...older }));
    return this.manager.find(IssuerCredentialEntity, { where, order: NEWEST_FIRST, take });
  }

  find(issuerId: string, id: string): Promise<IssuerCredentialEntity | null> {
    return this.manager.findOneBy(IssuerCredentialEntity, { id, issuerId });
  }

  findLive(secretHash: Buffer, now: number): Promise<IssuerCredentialEntity | null> {
    return this.manager.findOneBy(IssuerCredentialEntity, {
      secretHash,
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
  }

  countLive(issuerId: string, now: number): Promise<number> {
    return this.manager.countBy(IssuerCredentialEntity, {
      issuerId,
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
  }

  /** Those of an issuer that were never revoked. */
  listUnrevoked(issuerId: string): Promise<IssuerCredentialEntity[]> {
    return this.manager.find(IssuerCredentialEntity, {
      where: { issuerId, revokedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async insert(credential: IssuerCredentialEntity): Promise<void> {
    await this.manager.insert(IssuerCredentialEntity, credential);
  }

  async markUsed(id: string, at: number): Promise<void> {
    await this.manager.update(IssuerCredentialEntity, id, { lastUsedAt: at });
  }

  async markRevoked(id: string, at: number): Promise<void> {
    await this.manager.update(IssuerCredentialEntity, id, { revokedAt: at });
  }
}
