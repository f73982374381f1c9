import { Global, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ClockWatch } from '../clock/clock-watch.js';
import { HealthController } from './health.controller.js';
import { METRICS, createMetrics } from './metrics.js';
import { ReadinessNotes } from './readiness-notes.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [{ provide: METRICS, useFactory: createMetrics }, ReadinessNotes, ClockWatch],
  exports: [METRICS, ReadinessNotes, ClockWatch],
})
export class HealthModule implements OnModuleDestroy {
  constructor(@Inject(METRICS) private readonly metrics: Registry) {}

  onModuleDestroy(): void {
    this.metrics.clear();
  }
}
