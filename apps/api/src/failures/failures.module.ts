import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module.js';
import { FailuresController } from './failures.controller.js';
import { FailuresRepository } from './failures.repository.js';
import { FailuresService } from './failures.service.js';

@Module({
  imports: [ServicesModule],
  controllers: [FailuresController],
  providers: [FailuresRepository, FailuresService],
})
export class FailuresModule {}
