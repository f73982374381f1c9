import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';

/** The features of the API, one line each. */
const FEATURES: NonNullable<ModuleMetadata['imports']> = [];

@Module({})
export class AppModule {
  /** `extra`: modules of a test. */
  static with(parts: PlatformParts, extra: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(parts), ...FEATURES, ...extra] };
  }
}
