import { EntitySchema } from 'typeorm';

export interface IssuerCredentialEntity {
  id: string;
  issuerId: string;
  name: string;
  /** The first characters of the secret, to recognise it by. */
  prefix: string;
  /** SHA-256 of the whole secret, its prefix included. */
  secretHash: Buffer;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

export const IssuerCredentialEntity = new EntitySchema<IssuerCredentialEntity>({
  name: 'IssuerCredentialEntity',
  tableName: 'issuer_credentials',
  columns: {
    id: { type: 'uuid', primary: true },
    issuerId: { type: 'uuid', name: 'issuer_id' },
    name: { type: 'text' },
    prefix: { type: 'text' },
    secretHash: { type: 'bytea', name: 'secret_hash', select: false },
    createdAt: { type: 'bigint', name: 'created_at' },
    expiresAt: { type: 'bigint', name: 'expires_at' },
    revokedAt: { type: 'bigint', name: 'revoked_at', nullable: true },
    lastUsedAt: { type: 'bigint', name: 'last_used_at', nullable: true },
  },
});
