import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import type { LogEvent } from '../platform/change-log/log-event.js';
import type { LogSubscription } from '../platform/change-log/log-subscription.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { LOGGER } from '../platform/http/logger.js';
import { Custody } from './custody.js';
import { MASTER_KEY_CHANGED } from './reseal.js';

const NOTE =
  'The master key was changed since this replica started: restart it with the new one. Until then it serves policy from ' +
  'memory, but makes no keys and hands none over.';

/** Says so when the master key of a running replica is no longer in force. */
@Injectable()
export class MasterKeyWatch implements OnModuleInit, OnModuleDestroy {
  private isOutdated = false;
  private subscription: LogSubscription | undefined;

  constructor(
    private readonly log: ChangeLogFollower,
    private readonly custody: Custody,
    private readonly dataSource: DataSource,
    private readonly notes: ReadinessNotes,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notes.add(() => (this.isOutdated ? NOTE : null));
    this.subscription = this.log.subscribe('master key', (events) => this.take(events));
  }

  async onModuleDestroy(): Promise<void> {
    if (this.subscription) await this.log.unsubscribe(this.subscription);
  }

  private async take(events: readonly LogEvent[]): Promise<void> {
    if (!events.some(({ action }) => action === MASTER_KEY_CHANGED)) return;
    this.isOutdated = !(await this.custody.isMasterKeyInForce(this.dataSource.manager));
    if (this.isOutdated) this.logger.error(NOTE);
  }
}
