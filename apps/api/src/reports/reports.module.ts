import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/fleet.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { KnownLabelsCache } from './known-labels.cache.js';
import { KnownLabelsRepository } from './known-labels.repository.js';
import { ReportMetrics } from './report-metrics.js';
import { ReportNews } from './report-news.js';
import { ReportPartitions } from './report-partitions.js';
import { ReportSums } from './report-sums.js';
import { ReportsHandler } from './reports.handler.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** `POST /v1/reports`. */
@Module({
  imports: [FleetModule, PolicyModule],
  providers: [
    KnownLabelsCache,
    KnownLabelsRepository,
    ReportMetrics,
    ReportNews,
    ReportPartitions,
    ReportSums,
    ReportsHandler,
    ReportsRepository,
    ReportsService,
  ],
  exports: [ReportPartitions, ReportSums],
})
export class ReportsModule {}
