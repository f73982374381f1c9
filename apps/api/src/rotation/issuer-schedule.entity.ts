import type { Algorithm, RotationSettings } from '@accord/contract';
import { EntitySchema } from 'typeorm';

export interface IssuerScheduleEntity {
  issuerId: string;
  alg: Algorithm;
  settings: RotationSettings;
  nextPublishAt: number | null;
  nextActivateAt: number | null;
  nextRemoveAt: number | null;
  version: number;
}

export const IssuerScheduleEntity = new EntitySchema<IssuerScheduleEntity>({
  name: 'IssuerScheduleEntity',
  tableName: 'issuer_schedules',
  columns: {
    issuerId: { type: 'uuid', name: 'issuer_id', primary: true },
    alg: { type: 'text', primary: true },
    settings: { type: 'jsonb' },
    nextPublishAt: { type: 'bigint', name: 'next_publish_at', nullable: true },
    nextActivateAt: { type: 'bigint', name: 'next_activate_at', nullable: true },
    nextRemoveAt: { type: 'bigint', name: 'next_remove_at', nullable: true },
    version: { type: 'integer' },
  },
});
