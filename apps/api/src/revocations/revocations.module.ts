import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BaselinesModule } from '../baselines/baselines.module.js';
import { RevocationLimits } from './revocation-limits.js';
import { RevocationSweep } from './revocation-sweep.js';
import { RevocationEntity } from './revocation.entity.js';
import { RevocationsController } from './revocations.controller.js';
import { RevocationsRepository } from './revocations.repository.js';
import { RevocationsService } from './revocations.service.js';

@Module({
  imports: [BaselinesModule, TypeOrmModule.forFeature([RevocationEntity])],
  controllers: [RevocationsController],
  providers: [RevocationsService, RevocationsRepository, RevocationLimits, RevocationSweep],
  exports: [RevocationSweep],
})
export class RevocationsModule {}
