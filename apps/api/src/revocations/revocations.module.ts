import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BaselinesModule } from '../baselines/baselines.module.js';
import { CutOffsController } from './cut-offs.controller.js';
import { CutOffsRepository } from './cut-offs.repository.js';
import { RevocationLimits } from './revocation-limits.js';
import { RevocationSweep } from './revocation-sweep.js';
import { RevocationEntity } from './revocation.entity.js';
import { RevocationsController } from './revocations.controller.js';
import { RevocationsRepository } from './revocations.repository.js';
import { RevocationsService } from './revocations.service.js';

@Module({
  imports: [BaselinesModule, TypeOrmModule.forFeature([RevocationEntity])],
  controllers: [RevocationsController, CutOffsController],
  providers: [
    RevocationsService,
    RevocationsRepository,
    CutOffsRepository,
    RevocationLimits,
    RevocationSweep,
  ],
  exports: [RevocationSweep],
})
export class RevocationsModule {}
