import { Injectable } from '@nestjs/common';
import type { RotationKey } from '@accord/rotation';
import { EntityManager } from 'typeorm';
import { IssuerKeyEntity } from './issuer-key.entity.js';

/** Signing keys in the database, tombstones included. `within` gives the same repository inside a transaction. */
@Injectable()
export class IssuerKeysRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): IssuerKeysRepository {
    return new IssuerKeysRepository(manager);
  }

  /** The oldest first; of those made at once, as a new issuer's are, the one that signs comes before its standby. */
  list(issuerId: string): Promise<IssuerKeyEntity[]> {
    return this.manager.find(IssuerKeyEntity, {
      where: { issuerId },
      order: { createdAt: 'ASC', activatedAt: { direction: 'ASC', nulls: 'LAST' }, kid: 'ASC' },
    });
  }

  /** The sealed private halves of the keys that sign now. */
  listActiveSealed(
    issuerId: string,
  ): Promise<Pick<IssuerKeyEntity, 'kid' | 'alg' | 'activeSince' | 'privateKeySealed'>[]> {
    return this.manager.find(IssuerKeyEntity, {
      select: { kid: true, alg: true, activeSince: true, privateKeySealed: true },
      where: { issuerId, state: 'active' },
      order: { alg: 'ASC' },
    });
  }

  async insert(key: IssuerKeyEntity): Promise<void> {
    await this.manager.insert(IssuerKeyEntity, key);
  }

  /** Writes the rotation record; `erase` also forgets the private half for ever. */
  async save(issuerId: string, key: RotationKey, erase: boolean): Promise<void> {
    const { kid, ...record } = recordOf(key);
    await this.manager.update(
      IssuerKeyEntity,
      { issuerId, kid },
      { ...record, ...(erase ? { privateKeySealed: null } : {}) },
    );
  }
}

/** Only the rotation record of what may be a whole row. */
export function recordOf(key: RotationKey): RotationKey {
  return {
    kid: key.kid,
    thumbprint: key.thumbprint,
    alg: key.alg,
    state: key.state,
    createdAt: key.createdAt,
    publishedAt: key.publishedAt,
    publishedVersion: key.publishedVersion,
    activateAfter: key.activateAfter,
    activatedAt: key.activatedAt,
    activeSince: key.activeSince,
    deactivateAfter: key.deactivateAfter,
    deactivatedAt: key.deactivatedAt,
    removeAfter: key.removeAfter,
    removedAt: key.removedAt,
    destroyAfter: key.destroyAfter,
    destroyedAt: key.destroyedAt,
    compromisedAt: key.compromisedAt,
    maxTokenLifetimeSeconds: key.maxTokenLifetimeSeconds,
    hold: key.hold,
  };
}
