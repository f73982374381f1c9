import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { ApiTokensModule } from './api-tokens/api-tokens.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { EnvironmentsModule } from './environments/environments.module.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { ServiceCredentialsModule } from './service-credentials/service-credentials.module.js';
import { ServicesModule } from './services/services.module.js';
import { UsersModule } from './users/users.module.js';

/** The features of the API, one line each. */
const FEATURES: NonNullable<ModuleMetadata['imports']> = [
  UsersModule,
  ApiTokensModule,
  AuditEventsModule,
  EnvironmentsModule,
  ServicesModule,
  ServiceCredentialsModule,
];

@Module({})
export class AppModule {
  /** `extra`: modules of a test. */
  static with(parts: PlatformParts, extra: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(parts), ...FEATURES, ...extra] };
  }
}
