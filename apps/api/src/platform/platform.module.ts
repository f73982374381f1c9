import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import { AuthModule } from './auth/auth.module.js';
import { ChangeLogModule } from './change-log/change-log.module.js';
import { Clock } from './clock/clock.js';
import { CONFIG, type Config } from './config/config.js';
import { SERVING_LIMITS, dataSourceOptions } from './database/data-source-options.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { EventsModule } from './events/events.module.js';
import { Drain } from './health/drain.js';
import { HealthModule } from './health/health.module.js';
import { ConditionsInterceptor } from './http/conditions.interceptor.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { LocationInterceptor } from './http/location.interceptor.js';
import { ListCursorInterceptor } from './http/list-cursor.interceptor.js';
import { LOGGER } from './http/logger.js';
import { RawRoutes } from './http/raw-routes.js';
import { UnknownQueryInterceptor } from './http/unknown-query.interceptor.js';
import { ContractValidationPipe } from './http/validation.pipe.js';
import { OpenApiModule } from './openapi/openapi.module.js';

/** What is there before the application: made by createApp, so that tests can replace it. */
export interface PlatformParts {
  config: Config;
  clock: Clock;
  logger: Logger;
  rawRoutes: RawRoutes;
  drain: Drain;
}

/** Everything that features stand on. Global: features inject it without importing it. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, clock, logger, rawRoutes, drain }: PlatformParts): DynamicModule {
    const database = {
      ...dataSourceOptions(config.databaseUrl, 'accord-api', SERVING_LIMITS),
      autoLoadEntities: true,
    };
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({ ...database, retryAttempts: 0 }),
        ChangeLogModule,
        AuthModule,
        HealthModule,
        EventsModule,
        OpenApiModule,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: LOGGER, useValue: logger },
        { provide: RawRoutes, useValue: rawRoutes },
        { provide: Drain, useValue: drain },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ContractValidationPipe },
        {
          provide: APP_INTERCEPTOR,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
        },
        { provide: APP_INTERCEPTOR, useClass: ConditionsInterceptor },
        { provide: APP_INTERCEPTOR, useClass: UnknownQueryInterceptor },
        { provide: APP_INTERCEPTOR, useClass: LocationInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ListCursorInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
      exports: [CONFIG, Clock, LOGGER, RawRoutes, Drain],
    };
  }
}
