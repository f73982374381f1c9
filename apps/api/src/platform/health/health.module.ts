import { Global, Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ClockWatch } from '../clock/clock-watch.js';
import { DataSource } from 'typeorm';
import { ChangeLogFollower } from '../change-log/change-log-follower.js';
import { HealthController } from './health.controller.js';
import { METRICS, createMetrics } from './metrics.js';
import { ReadinessNotes } from './readiness-notes.js';
import { measureLog, measurePool } from './replica-metrics.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [{ provide: METRICS, useFactory: createMetrics }, ReadinessNotes, ClockWatch],
  exports: [METRICS, ReadinessNotes, ClockWatch],
})
export class HealthModule implements OnModuleInit, OnModuleDestroy {
  constructor(
    @Inject(METRICS) private readonly metrics: Registry,
    private readonly follower: ChangeLogFollower,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    measureLog(this.metrics, this.follower);
    measurePool(this.metrics, this.dataSource);
  }

  onModuleDestroy(): void {
    this.metrics.clear();
  }
}
