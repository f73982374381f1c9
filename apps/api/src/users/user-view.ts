import { ROLE_PERMISSIONS } from '@accord/contract';
import type { UserView } from '@accord/contract/http';
import type { Principal, PrincipalSession } from '../platform/auth/principal.js';
import type { UserEntity } from './user.entity.js';

export function userView(user: UserEntity): UserView {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    status: user.status,
    auth_method: user.authMethod,
    created_at: user.createdAt,
    last_login_at: user.lastLoginAt,
  };
}

/** What the change log keeps of a user: what an administrator decides, not when somebody was there. */
export function userState({ email, name, role, status, auth_method }: UserView) {
  return { email, name, role, status, auth_method };
}

export function userPrincipal(
  user: Pick<UserEntity, 'id' | 'name' | 'email' | 'role'>,
  session: PrincipalSession | null,
): Principal {
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    permissions: new Set(ROLE_PERMISSIONS[user.role]),
    session,
    credential: null,
  };
}
