import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { EventBus } from '../platform/events/event-bus.js';
import type { ReportOwner } from './reports.repository.js';

const EVERY_MS = 1_000;

/** Tells the dashboards where counts arrived: one event a second at most, whatever arrives. */
@Injectable()
export class ReportNews implements OnModuleDestroy {
  private readonly places = new Map<string, ReportOwner>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly bus: EventBus) {}

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  add({ serviceId, environmentId }: ReportOwner): void {
    this.places.set(`${serviceId}/${environmentId}`, { serviceId, environmentId });
    this.timer ??= setTimeout(() => this.publish(), EVERY_MS);
  }

  private publish(): void {
    this.timer = undefined;
    const places = [...this.places.values()].map(({ serviceId, environmentId }) => ({
      service_id: serviceId,
      environment_id: environmentId,
    }));
    this.places.clear();
    this.bus.publish({ type: 'report', data: { places } });
  }
}
