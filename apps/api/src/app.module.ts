import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { AboutModule } from './about/about.module.js';
import { ApiTokensModule } from './api-tokens/api-tokens.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { BaselinesModule } from './baselines/baselines.module.js';
import { ContractsModule } from './contracts/contracts.module.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { EnvironmentsModule } from './environments/environments.module.js';
import { InspectorModule } from './inspector/inspector.module.js';
import { IssuersModule } from './issuers/issuers.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JwksModule } from './jwks/jwks.module.js';
import { CustodyModule } from './custody/custody.module.js';
import { ExternalIssuersModule } from './external-issuers/external-issuers.module.js';
import { FailuresModule } from './failures/failures.module.js';
import { FirstRunModule } from './first-run/first-run.module.js';
import { FleetModule } from './fleet/fleet.module.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { RevocationsModule } from './revocations/revocations.module.js';
import { PolicyModule } from './policy/policy.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SearchModule } from './search/search.module.js';
import { ServiceCredentialsModule } from './service-credentials/service-credentials.module.js';
import { ServicesModule } from './services/services.module.js';
import { TrustModule } from './trust/trust.module.js';
import { UpkeepModule } from './upkeep/upkeep.module.js';
import { UsersModule } from './users/users.module.js';

/** The features of the API, one line each. */
const FEATURES: NonNullable<ModuleMetadata['imports']> = [
  UsersModule,
  ApiTokensModule,
  AuditEventsModule,
  EnvironmentsModule,
  ServicesModule,
  ServiceCredentialsModule,
  CredentialsModule,
  BaselinesModule,
  ContractsModule,
  RevocationsModule,
  CustodyModule,
  JobsModule,
  IssuersModule,
  ExternalIssuersModule,
  JwksModule,
  FailuresModule,
  FleetModule,
  InspectorModule,
  PolicyModule,
  ReportsModule,
  FirstRunModule,
  SearchModule,
  TrustModule,
  UpkeepModule,
  AboutModule,
];

@Module({})
export class AppModule {
  /** `extra`: modules of a test. */
  static with(parts: PlatformParts, extra: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(parts), ...FEATURES, ...extra] };
  }
}
