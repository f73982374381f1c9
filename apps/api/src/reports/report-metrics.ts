import { Inject, Injectable } from '@nestjs/common';
import { Counter, type Registry } from 'prom-client';
import { METRICS } from '../platform/health/metrics.js';

/** What is measured of reports. */
@Injectable()
export class ReportMetrics {
  private readonly counter: Counter<'outcome'>;

  constructor(@Inject(METRICS) registry: Registry) {
    this.counter = new Counter({
      name: 'accord_reports_total',
      help: 'Reports by what became of them.',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  accepted(isNew: boolean): void {
    this.counter.inc({ outcome: isNew ? 'stored' : 'repeated' });
  }

  refused(status: number): void {
    this.counter.inc({ outcome: `refused_${status}` });
  }
}
