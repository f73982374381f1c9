import { Module, type OnModuleInit } from '@nestjs/common';
import { ROLE_PERMISSIONS, Role } from '@accord/contract';
import { Authentication } from '../../platform/auth/authentication.js';

const PREFIX = 'role-token-';

/** The bearer token under which a test acts with a role's permissions. */
export function tokenOf(role: Role): string {
  return `${PREFIX}${role}`;
}

/** Tests only: lets `tokenOf(role)` in, so that a test of permissions needs no accounts. */
@Module({})
export class RoleTokensModule implements OnModuleInit {
  constructor(private readonly authentication: Authentication) {}

  onModuleInit(): void {
    this.authentication.registerBearer(PREFIX, {
      authenticate: (token) => {
        const role = Role.parse(token.slice(PREFIX.length));
        return Promise.resolve({
          kind: 'api_token',
          id: role,
          name: `the ${role}`,
          permissions: new Set(ROLE_PERMISSIONS[role]),
          email: null,
          role,
          session: null,
          credential: null,
        });
      },
    });
  }
}
