import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ContractVersionsRepository } from '../contracts/contract-versions.repository.js';
import { BaselineEntity } from './baseline.entity.js';
import { BaselinesController } from './baselines.controller.js';
import { BaselinesRepository } from './baselines.repository.js';
import { BaselinesService } from './baselines.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([BaselineEntity])],
  controllers: [BaselinesController],
  providers: [BaselinesService, BaselinesRepository, ContractVersionsRepository],
  exports: [BaselinesRepository],
})
export class BaselinesModule {}
