import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BaselinesModule } from '../baselines/baselines.module.js';
import { ServicesModule } from '../services/services.module.js';
import { ContractChecks } from './contract-checks.js';
import { ContractDraftEntity } from './contract-draft.entity.js';
import { ContractVersionEntity } from './contract-version.entity.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService } from './drafts.service.js';
import { KnownIssuersRepository } from './known-issuers.repository.js';
import { PreviewService } from './preview.service.js';
import { PublishingController } from './publishing.controller.js';
import { PublishingService } from './publishing.service.js';
import { VersionsController } from './versions.controller.js';
import { VersionsService } from './versions.service.js';

@Module({
  imports: [
    BaselinesModule,
    ServicesModule,
    TypeOrmModule.forFeature([ContractDraftEntity, ContractVersionEntity]),
  ],
  controllers: [DraftsController, PublishingController, VersionsController],
  providers: [
    ContractChecks,
    ContractVersionsRepository,
    DraftsRepository,
    DraftsService,
    KnownIssuersRepository,
    PreviewService,
    PublishingService,
    VersionsService,
  ],
  exports: [ContractVersionsRepository, DraftsRepository, PublishingService],
})
export class ContractsModule {}
