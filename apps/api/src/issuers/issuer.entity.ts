import type { RotationInputs } from '@accord/contract/http';
import { EntitySchema } from 'typeorm';

export interface IssuerEntity {
  id: string;
  name: string;
  kind: 'managed' | 'external';
  /** The `iss` value. */
  issuer: string;
  jwksUri: string | null;
  /** Tokens issued before it are refused; epoch seconds. */
  notBefore: number | null;
  /** What the safe bounds are computed from; null for external issuers. */
  rotationInputs: RotationInputs | null;
  /** The last change that altered what bundles carry of this issuer. */
  changeNumber: number;
  createdAt: number;
  archivedAt: number | null;
  lastFetchedAt: number | null;
  lastFetchError: string | null;
}

export const IssuerEntity = new EntitySchema<IssuerEntity>({
  name: 'IssuerEntity',
  tableName: 'issuers',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    kind: { type: 'text' },
    issuer: { type: 'text' },
    jwksUri: { type: 'text', name: 'jwks_uri', nullable: true },
    notBefore: { type: 'bigint', name: 'not_before', nullable: true },
    rotationInputs: { type: 'jsonb', name: 'rotation_inputs', nullable: true },
    changeNumber: { type: 'bigint', name: 'change_number' },
    createdAt: { type: 'bigint', name: 'created_at' },
    archivedAt: { type: 'bigint', name: 'archived_at', nullable: true },
    lastFetchedAt: { type: 'bigint', name: 'last_fetched_at', nullable: true },
    lastFetchError: { type: 'text', name: 'last_fetch_error', nullable: true },
  },
});
