import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { EnvironmentsModule } from '../environments/environments.module.js';
import { ServicesModule } from '../services/services.module.js';
import { InspectorController } from './inspector.controller.js';
import { InspectorLimits } from './inspector-limits.js';
import { InspectorRepository } from './inspector.repository.js';
import { InspectorService } from './inspector.service.js';

/** Says what services would say to a token. */
@Module({
  imports: [BundlesModule, ContractsModule, EnvironmentsModule, ServicesModule],
  controllers: [InspectorController],
  providers: [InspectorLimits, InspectorRepository, InspectorService],
})
export class InspectorModule {}
