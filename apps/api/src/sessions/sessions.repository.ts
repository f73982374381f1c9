import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan, MoreThan, Not } from 'typeorm';
import { NEWEST_FIRST, type NewestFirstPosition, olderThan } from '../platform/database/newest-first.js';
import { SessionEntity } from './session.entity.js';
import { IDLE_SECONDS } from './session-lifetime.js';

/** A session with the person that it belongs to. */
export type SessionWithUser = SessionEntity & { user: NonNullable<SessionEntity['user']> };

/** Log-ins that are still good. Ending one deletes its row: the change log keeps what happened. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The live session of a token, if its owner may still log in. */
  async findLive(tokenHash: Buffer, now: number): Promise<SessionWithUser | null> {
    const session = await this.dataSource.manager.findOne(SessionEntity, {
      where: { tokenHash, ...liveAt(now), user: { status: 'active' } },
      relations: { user: true },
    });
    return session as SessionWithUser | null;
  }

  findLiveById(manager: EntityManager, id: string, now: number): Promise<SessionWithUser | null> {
    return manager.findOne(SessionEntity, {
      where: { id, ...liveAt(now) },
      relations: { user: true },
    }) as Promise<SessionWithUser | null>;
  }

  /** Live sessions, newest first, of one person or (null) of everybody. */
  async list(userId: string | null, after: NewestFirstPosition | undefined, limit: number, now: number) {
    const always = { ...liveAt(now), ...(userId === null ? {} : { userId }) };
    const sessions = await this.dataSource.manager.find(SessionEntity, {
      where: olderThan(after).map((condition) => ({ ...always, ...condition })),
      relations: { user: true },
      order: NEWEST_FIRST,
      take: limit,
    });
    return sessions as SessionWithUser[];
  }

  async insert(manager: EntityManager, session: SessionEntity): Promise<void> {
    await manager.insert(SessionEntity, session);
  }

  async touch(id: string, at: number): Promise<void> {
    await this.dataSource.manager.update(SessionEntity, { id, lastSeenAt: LessThan(at) }, { lastSeenAt: at });
  }

  async end(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(SessionEntity, { id });
  }

  /** Ends every session of a person but `except` (null: all of them). */
  async endAllOf(manager: EntityManager, userId: string, except: string | null): Promise<void> {
    await manager.delete(SessionEntity, except === null ? { userId } : { userId, id: Not(except) });
  }
}

function liveAt(now: number) {
  return { expiresAt: MoreThan(now), lastSeenAt: MoreThan(now - IDLE_SECONDS) };
}
