import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module.js';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditEventsRepository } from './audit-events.repository.js';
import { AuditEventsService } from './audit-events.service.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditReachRepository } from './audit-reach.repository.js';
import { ChainCheckService } from './chain-check.service.js';
import { ReachNotes } from './reach-notes.js';

@Module({
  imports: [ServicesModule],
  controllers: [AuditEventsController],
  providers: [
    AuditEventsRepository,
    AuditEventsService,
    AuditExportService,
    AuditReachRepository,
    ChainCheckService,
    ReachNotes,
  ],
  exports: [ReachNotes],
})
export class AuditEventsModule {}
