import { EntitySchema } from 'typeorm';
import type { Role } from '@accord/contract';

/** A token with which a machine uses the admin API. Times in epoch seconds. */
export interface ApiTokenEntity {
  id: string;
  name: string;
  role: Role;
  tokenHash: Buffer;
  createdAt: number;
  createdBy: string;
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

export const ApiTokenEntity = new EntitySchema<ApiTokenEntity>({
  name: 'ApiTokenEntity',
  tableName: 'api_tokens',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    role: { type: 'text' },
    tokenHash: { type: 'bytea', name: 'token_hash' },
    createdAt: { type: 'bigint', name: 'created_at' },
    createdBy: { type: 'text', name: 'created_by' },
    expiresAt: { type: 'bigint', name: 'expires_at', nullable: true },
    lastUsedAt: { type: 'bigint', name: 'last_used_at', nullable: true },
    revokedAt: { type: 'bigint', name: 'revoked_at', nullable: true },
  },
});
