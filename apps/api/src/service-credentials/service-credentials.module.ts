import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module.js';
import { ServiceCredentialsController } from './service-credentials.controller.js';
import { ServiceCredentialsService } from './service-credentials.service.js';

@Module({
  imports: [ServicesModule],
  controllers: [ServiceCredentialsController],
  providers: [ServiceCredentialsService],
  exports: [ServiceCredentialsService],
})
export class ServiceCredentialsModule {}
