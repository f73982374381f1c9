import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import type { LogEvent } from '../platform/change-log/log-event.js';
import type { LogSubscription } from '../platform/change-log/log-subscription.js';
import { Clock } from '../platform/clock/clock.js';
import type { KnownLabels } from './known-labels.js';
import { KnownLabelsRepository } from './known-labels.repository.js';

/** The closed lists by service, read again after a change that may lengthen them. */
@Injectable()
export class KnownLabelsCache implements OnModuleInit, OnModuleDestroy {
  private readonly byService = new Map<string, Promise<KnownLabels>>();
  private subscription: LogSubscription | undefined;

  constructor(
    private readonly repository: KnownLabelsRepository,
    private readonly log: ChangeLogFollower,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subscription = this.log.subscribe('known labels', (events) => this.forget(events));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.subscription) await this.log.unsubscribe(this.subscription);
  }

  /** The closed lists of a service. */
  of(serviceId: string): Promise<KnownLabels> {
    const known = this.byService.get(serviceId);
    if (known) return known;
    const labels = this.repository.of(serviceId, this.clock.nowSeconds());
    this.byService.set(serviceId, labels);
    labels.catch(() => this.byService.delete(serviceId));
    return labels;
  }

  private forget(events: readonly LogEvent[]): void {
    // Which services an issuer's change reaches is not worth knowing here: the lists are read again when asked for.
    if (events.some((event) => event.issuerId !== null)) this.byService.clear();
    for (const { serviceId } of events) if (serviceId !== null) this.byService.delete(serviceId);
  }
}
