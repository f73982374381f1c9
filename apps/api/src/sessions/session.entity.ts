import { EntitySchema } from 'typeorm';
import type { UserEntity } from '../users/user.entity.js';

/** A log-in that is still good. Times in epoch seconds; `user` is there when it was asked for. */
export interface SessionEntity {
  id: string;
  userId: string;
  user?: UserEntity;
  tokenHash: Buffer;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
  userAgent: string;
}

export const SessionEntity = new EntitySchema<SessionEntity>({
  name: 'SessionEntity',
  tableName: 'sessions',
  columns: {
    id: { type: 'uuid', primary: true },
    userId: { type: 'uuid', name: 'user_id' },
    tokenHash: { type: 'bytea', name: 'token_hash' },
    createdAt: { type: 'bigint', name: 'created_at' },
    lastSeenAt: { type: 'bigint', name: 'last_seen_at' },
    expiresAt: { type: 'bigint', name: 'expires_at' },
    address: { type: 'text' },
    userAgent: { type: 'text', name: 'user_agent' },
  },
  relations: {
    user: { type: 'many-to-one', target: 'UserEntity', joinColumn: { name: 'user_id' } },
  },
});
