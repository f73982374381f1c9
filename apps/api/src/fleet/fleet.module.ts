import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { AheadWatch } from './ahead-watch.js';
import { FleetListRepository } from './fleet-list.repository.js';
import { FleetListService } from './fleet-list.service.js';
import { ServicesModule } from '../services/services.module.js';
import { FleetController } from './fleet.controller.js';
import { FleetRepository } from './fleet.repository.js';
import { FleetService } from './fleet.service.js';
import { FleetWriter } from './fleet-writer.js';
import { HeartbeatBook } from './heartbeat-book.js';

@Module({
  imports: [BundlesModule, ServicesModule],
  controllers: [FleetController],
  providers: [
    AheadWatch,
    FleetListRepository,
    FleetListService,
    FleetRepository,
    FleetService,
    FleetWriter,
    HeartbeatBook,
  ],
  exports: [FleetRepository, HeartbeatBook],
})
export class FleetModule {}
