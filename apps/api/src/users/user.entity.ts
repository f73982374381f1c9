import { EntitySchema } from 'typeorm';
import type { Role } from '@accord/contract';
import type { AuthMethod, UserStatus } from '@accord/contract/http';

/** The account of a person. Times in epoch seconds. */
export interface UserEntity {
  id: string;
  email: string;
  name: string;
  role: Role;
  status: UserStatus;
  authMethod: AuthMethod;
  passwordHash: string | null;
  createdAt: number;
  lastLoginAt: number | null;
}

export const UserEntity = new EntitySchema<UserEntity>({
  name: 'UserEntity',
  tableName: 'users',
  columns: {
    id: { type: 'uuid', primary: true },
    email: { type: 'text' },
    name: { type: 'text' },
    role: { type: 'text' },
    status: { type: 'text' },
    authMethod: { type: 'text', name: 'auth_method' },
    passwordHash: { type: 'text', name: 'password_hash', nullable: true },
    createdAt: { type: 'bigint', name: 'created_at' },
    lastLoginAt: { type: 'bigint', name: 'last_login_at', nullable: true },
  },
});
