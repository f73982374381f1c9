import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, type Registry } from 'prom-client';
import { HeartbeatBook } from '../fleet/heartbeat-book.js';
import { METRICS } from '../platform/health/metrics.js';
import { WaitingPolls } from './waiting-polls.js';

/** What is measured of polls. A poll only adds one to a plain number; Prometheus' objects are filled when asked for. */
@Injectable()
export class PolicyMetrics {
  private readonly byStatus = new Map<number, number>();

  constructor(@Inject(METRICS) registry: Registry, waiting: WaitingPolls, book: HeartbeatBook) {
    const { byStatus } = this;
    const registers = [registry];
    new Counter({
      name: 'accord_policy_polls_total',
      help: 'Polls of the policy by the status of their answer.',
      labelNames: ['status'],
      registers,
      collect() {
        this.reset();
        for (const [status, count] of byStatus) this.inc({ status }, count);
      },
    });
    new Gauge({
      name: 'accord_policy_waiting_polls',
      help: 'Polls that are held until something changes.',
      registers,
      collect() {
        this.set(waiting.live);
      },
    });
    new Counter({
      name: 'accord_heartbeats_ignored_total',
      help: 'Heartbeat headers that did not parse, and instances beyond the limit of a service.',
      labelNames: ['cause'],
      registers,
      collect() {
        this.reset();
        this.inc({ cause: 'malformed' }, book.malformed);
        this.inc({ cause: 'too_many_instances' }, book.refused);
      },
    });
  }

  answered(status: number): void {
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
  }
}
