import { EntitySchema } from 'typeorm';

export interface EnvironmentEntity {
  id: string;
  name: string;
  /** Lists are ordered by it. */
  position: number;
  createdAt: number;
}

export const EnvironmentEntity = new EntitySchema<EnvironmentEntity>({
  name: 'EnvironmentEntity',
  tableName: 'environments',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    position: { type: 'integer' },
    createdAt: { type: 'bigint', name: 'created_at' },
  },
});
