import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '@accord/contract';
import type { AuthMethod, UserStatus } from '@accord/contract/http';

@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  status!: UserStatus;

  @Column('text', { name: 'auth_method' })
  authMethod!: AuthMethod;

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('bigint', { name: 'created_at' })
  createdAt!: number;

  @Column('bigint', { name: 'last_login_at', nullable: true })
  lastLoginAt!: number | null;
}
