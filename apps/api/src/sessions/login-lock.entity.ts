import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed log-ins of one account or from one address. The key holds no typed text: people type passwords into names. */
@Entity('login_locks')
export class LoginLockEntity {
  @PrimaryColumn('text')
  key!: string;

  @Column('integer')
  failures!: number;

  @Column('bigint', { name: 'last_failure_at' })
  lastFailureAt!: number;

  @Column('bigint', { name: 'locked_until', nullable: true })
  lockedUntil!: number | null;
}
