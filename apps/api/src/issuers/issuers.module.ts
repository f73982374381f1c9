import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IssuerCredentialEntity } from '../issuer-credentials/issuer-credential.entity.js';
import { IssuerCredentialsController } from '../issuer-credentials/issuer-credentials.controller.js';
import { IssuerCredentialsRepository } from '../issuer-credentials/issuer-credentials.repository.js';
import { IssuerCredentialsService } from '../issuer-credentials/issuer-credentials.service.js';
import { IssuerKeyEntity } from '../issuer-keys/issuer-key.entity.js';
import { IssuerKeysRepository } from '../issuer-keys/issuer-keys.repository.js';
import { IssuerScheduleEntity } from '../rotation/issuer-schedule.entity.js';
import { RotationContexts } from '../rotation/rotation-contexts.js';
import { RotationFactsRepository } from '../rotation/rotation-facts.repository.js';
import { RotationRunner } from '../rotation/rotation-runner.js';
import { RotationExportsController } from '../rotation/rotation-exports.controller.js';
import { RotationPreviewsController } from '../rotation/rotation-previews.controller.js';
import { RotationPreviewsService } from '../rotation/rotation-previews.service.js';
import { RotationController } from '../rotation/rotation.controller.js';
import { RotationService } from '../rotation/rotation.service.js';
import { RotationWorker } from '../rotation/rotation.worker.js';
import { ScheduleSettings } from '../rotation/schedule-settings.js';
import { SigningKeysController } from '../signing-keys/signing-keys.controller.js';
import { SigningKeysRepository } from '../signing-keys/signing-keys.repository.js';
import { SigningKeysService } from '../signing-keys/signing-keys.service.js';
import { IssuerEntity } from './issuer.entity.js';
import { IssuersController } from './issuers.controller.js';
import { IssuersRepository } from './issuers.repository.js';
import { IssuersService } from './issuers.service.js';

/** Issuers with all that lives and dies with them: keys, schedules, signers. */
@Module({
  imports: [
    TypeOrmModule.forFeature([IssuerEntity, IssuerKeyEntity, IssuerScheduleEntity, IssuerCredentialEntity]),
  ],
  controllers: [
    IssuersController,
    RotationController,
    RotationPreviewsController,
    RotationExportsController,
    IssuerCredentialsController,
    SigningKeysController,
  ],
  providers: [
    IssuersRepository,
    IssuersService,
    IssuerKeysRepository,
    IssuerCredentialsRepository,
    IssuerCredentialsService,
    RotationFactsRepository,
    RotationContexts,
    RotationRunner,
    RotationService,
    RotationPreviewsService,
    RotationWorker,
    ScheduleSettings,
    SigningKeysRepository,
    SigningKeysService,
  ],
  exports: [IssuersRepository],
})
export class IssuersModule {}
