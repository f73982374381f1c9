import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RequestLimits } from '../limits/request-limits.js';
import { AccessGuard } from './access.guard.js';
import { Authentication } from './authentication.js';
import { BootstrapToken } from './bootstrap-token.js';
import { CredentialAuthenticators } from './credential-authenticators.js';

@Global()
@Module({
  providers: [
    Authentication,
    BootstrapToken,
    CredentialAuthenticators,
    RequestLimits,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Authentication, BootstrapToken, CredentialAuthenticators],
})
export class AuthModule {}
