import { EntitySchema } from 'typeorm';

/** Failed log-ins of one account or from one address. The key holds no typed text: people type passwords into names. */
export interface LoginLockEntity {
  key: string;
  failures: number;
  lastFailureAt: number;
  lockedUntil: number | null;
}

export const LoginLockEntity = new EntitySchema<LoginLockEntity>({
  name: 'LoginLockEntity',
  tableName: 'login_locks',
  columns: {
    key: { type: 'text', primary: true },
    failures: { type: 'integer' },
    lastFailureAt: { type: 'bigint', name: 'last_failure_at' },
    lockedUntil: { type: 'bigint', name: 'locked_until', nullable: true },
  },
});
