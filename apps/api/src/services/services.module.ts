import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EnvironmentsModule } from '../environments/environments.module.js';
import { ServiceCredentialEntity } from '../service-credentials/service-credential.entity.js';
import { ServiceCredentialsRepository } from '../service-credentials/service-credentials.repository.js';
import { NextKeyEventsRepository } from './next-key-events.repository.js';
import { Places } from './places.js';
import { ServiceEntity } from './service.entity.js';
import { ServiceStandingRepository } from './service-standing.repository.js';
import { ServicesController } from './services.controller.js';
import { ServicesRepository } from './services.repository.js';
import { ServicesService } from './services.service.js';
import { StarsController } from './stars.controller.js';
import { StarsRepository } from './stars.repository.js';
import { StarsService } from './stars.service.js';

@Module({
  imports: [EnvironmentsModule, TypeOrmModule.forFeature([ServiceEntity, ServiceCredentialEntity])],
  controllers: [ServicesController, StarsController],
  providers: [
    ServicesService,
    ServicesRepository,
    ServiceStandingRepository,
    NextKeyEventsRepository,
    StarsRepository,
    StarsService,
    ServiceCredentialsRepository,
    Places,
  ],
  exports: [ServicesService, ServicesRepository, Places, ServiceCredentialsRepository],
})
export class ServicesModule {}
