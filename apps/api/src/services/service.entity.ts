import { EntitySchema } from 'typeorm';

export interface ServiceEntity {
  id: string;
  name: string;
  title: string;
  owner: string | null;
  description: string | null;
  createdAt: number;
  archivedAt: number | null;
}

export const ServiceEntity = new EntitySchema<ServiceEntity>({
  name: 'ServiceEntity',
  tableName: 'services',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    title: { type: 'text' },
    owner: { type: 'text', nullable: true },
    description: { type: 'text', nullable: true },
    createdAt: { type: 'bigint', name: 'created_at' },
    archivedAt: { type: 'bigint', name: 'archived_at', nullable: true },
  },
});
