import { Global, Module } from '@nestjs/common';
import { Jobs } from './jobs.service.js';

/** Global: features register their recurring work. */
@Global()
@Module({ providers: [Jobs], exports: [Jobs] })
export class JobsModule {}
