import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { ClockWatch } from '../platform/clock/clock-watch.js';
import { Clock, MOST_OFF_SECONDS } from '../platform/clock/clock.js';
import { EventBus } from '../platform/events/event-bus.js';
import { LOGGER } from '../platform/http/logger.js';
import { FleetRepository } from './fleet.repository.js';
import { HeartbeatBook, type PendingHeartbeat } from './heartbeat-book.js';

const EVERY_MS = 1_000;

/** Writes the heartbeats that gathered, with one statement a second at most, however many instances poll. */
@Injectable()
export class FleetWriter implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;

  constructor(
    private readonly book: HeartbeatBook,
    private readonly repository: FleetRepository,
    private readonly bus: EventBus,
    private readonly clock: Clock,
    private readonly clockWatch: ClockWatch,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.tick(), EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.flush();
  }

  /** Writes what gathered. What cannot be written is tried again a second later. */
  async flush(): Promise<void> {
    const now = this.clock.nowSeconds();
    const pending = this.book.drain(now);
    const used = this.book.drainCredentials();
    if (pending.length + used.size === 0) return;
    try {
      const latest = this.clockWatch.isWrong ? null : now + MOST_OFF_SECONDS;
      await this.repository.write(pending, used, latest);
      this.announce(pending);
    } catch (error) {
      this.book.restore(pending);
      this.logger.warn({ err: error, instances: pending.length }, 'heartbeats could not be written');
    }
  }

  private tick(): void {
    if (this.isWriting) return;
    this.isWriting = true;
    this.writing = this.flush().finally(() => (this.isWriting = false));
  }

  /** Tells the dashboards which places to look at again: one event for all that changed in a second. */
  private announce(pending: readonly PendingHeartbeat[]): void {
    const places = new Map(
      pending
        .filter((entry) => entry.changed)
        .map(({ serviceId, environmentId }) => [
          `${serviceId}/${environmentId}`,
          { serviceId, environmentId },
        ]),
    );
    if (places.size === 0) return;
    const data = [...places.values()].map(({ serviceId, environmentId }) => ({
      service_id: serviceId,
      environment_id: environmentId,
    }));
    this.bus.publish({ type: 'fleet', data: { places: data } });
  }
}
