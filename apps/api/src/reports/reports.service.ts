import { Inject, Injectable } from '@nestjs/common';
import { Report } from '@accord/contract';
import type { ReportAccepted } from '@accord/contract/http';
import type { z } from 'zod';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { validationFailed } from '../platform/http/validation.pipe.js';
import { foldReport } from './fold-report.js';
import { KnownLabelsCache } from './known-labels.cache.js';
import { ReportMetrics } from './report-metrics.js';
import { ReportNews } from './report-news.js';
import { type ReportOwner, ReportsRepository } from './reports.repository.js';
import { windowProblem } from './report-window.js';

@Injectable()
export class ReportsService {
  constructor(
    private readonly labels: KnownLabelsCache,
    private readonly repository: ReportsRepository,
    private readonly news: ReportNews,
    private readonly metrics: ReportMetrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Takes in a report; a repeat counts once and is answered alike. Returns after the commit.
   * @throws Problem 422 when the report does not have its form or its window cannot be.
   */
  async accept(owner: ReportOwner, body: unknown): Promise<z.infer<typeof ReportAccepted>> {
    const parsed = Report.safeParse(body);
    if (!parsed.success) throw validationFailed(parsed.error.issues, { type: 'body', data: undefined });
    const report = parsed.data;
    const now = this.clock.nowSeconds();
    const problem = windowProblem(report.window, now);
    if (problem) throw problem;
    const folded = foldReport(report, await this.labels.of(owner.serviceId));
    const isNew = await this.repository.store(owner, report, folded, now);
    this.metrics.accepted(isNew);
    if (isNew) this.news.add(owner);
    return { next_report_after_seconds: this.config.reportSeconds };
  }
}
