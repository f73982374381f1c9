import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditEventsModule } from '../audit-events/audit-events.module.js';
import { ReachNotes } from '../audit-events/reach-notes.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Clock } from '../platform/clock/clock.js';
import { ReportPartitions } from '../reports/report-partitions.js';
import { ReportSums } from '../reports/report-sums.js';
import { ReportsModule } from '../reports/reports.module.js';
import { RevocationSweep } from '../revocations/revocation-sweep.js';
import { RevocationsModule } from '../revocations/revocations.module.js';
import { ExpiredRowsRepository } from './expired-rows.repository.js';

const SWEEP_EVERY_SECONDS = 60;
const EXPIRED_ROWS_EVERY_SECONDS = 600;
const PARTITIONS_EVERY_SECONDS = 3600;
/** What waits is read report by report: the less, the quicker are the pages. */
const SUMS_EVERY_SECONDS = 2;
const REACHES_EVERY_SECONDS = 5;

/** What has to be tidied up again and again, once in the whole fleet of replicas. */
@Module({
  imports: [AuditEventsModule, RevocationsModule, ReportsModule],
  providers: [ExpiredRowsRepository],
})
export class UpkeepModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly sweep: RevocationSweep,
    private readonly partitions: ReportPartitions,
    private readonly sums: ReportSums,
    private readonly reaches: ReachNotes,
    private readonly expired: ExpiredRowsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.every({
      name: 'sweep_revocations',
      everySeconds: SWEEP_EVERY_SECONDS,
      work: async () => {
        await this.sweep.sweepExpired(this.clock.nowSeconds());
      },
    });
    this.jobs.every({
      name: 'maintain_partitions',
      everySeconds: PARTITIONS_EVERY_SECONDS,
      work: () => this.partitions.maintain(),
    });
    this.jobs.every({
      name: 'add_up_reports',
      everySeconds: SUMS_EVERY_SECONDS,
      work: () => this.sums.addUp(),
    });
    this.jobs.every({
      name: 'note_reaches',
      everySeconds: REACHES_EVERY_SECONDS,
      work: () => this.reaches.note(),
    });
    this.jobs.every({
      name: 'delete_expired_rows',
      everySeconds: EXPIRED_ROWS_EVERY_SECONDS,
      work: () => this.expired.delete(this.clock.nowSeconds()),
    });
  }
}
