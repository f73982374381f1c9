import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { EnvironmentsModule } from './environments/environments.module.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { ServiceCredentialsModule } from './service-credentials/service-credentials.module.js';
import { ServicesModule } from './services/services.module.js';

/** The features of the API, one line each. */
const FEATURES: NonNullable<ModuleMetadata['imports']> = [
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
