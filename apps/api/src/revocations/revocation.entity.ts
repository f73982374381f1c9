import type { RevocationKind } from '@accord/contract';
import { EntitySchema } from 'typeorm';

export interface RevocationEntity {
  id: string;
  issuerId: string;
  kind: RevocationKind;
  /** base64url(SHA-256(JSON of [iss, value])): nobody is named. */
  hashedId: string;
  /** Tokens issued before it; null: every token. Epoch seconds. */
  before: number | null;
  until: number;
  reason: string;
  changeNumber: number;
  createdAt: number;
  createdBy: string;
  /** Since when no bundle carries it any more: its time was over, or somebody lifted it. */
  sweptAt: number | null;
}

export const RevocationEntity = new EntitySchema<RevocationEntity>({
  name: 'RevocationEntity',
  tableName: 'revocations',
  columns: {
    id: { type: 'uuid', primary: true },
    issuerId: { type: 'uuid', name: 'issuer_id' },
    kind: { type: 'text' },
    hashedId: { type: 'text', name: 'hashed_id' },
    before: { type: 'bigint', nullable: true },
    until: { type: 'bigint' },
    reason: { type: 'text' },
    changeNumber: { type: 'bigint', name: 'change_number' },
    createdAt: { type: 'bigint', name: 'created_at' },
    createdBy: { type: 'text', name: 'created_by' },
    sweptAt: { type: 'bigint', name: 'swept_at', nullable: true },
  },
});
