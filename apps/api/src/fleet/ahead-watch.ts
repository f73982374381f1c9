import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { LOGGER } from '../platform/http/logger.js';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { FleetRepository } from './fleet.repository.js';

const EVERY_MS = 30_000;

/** Says that the database was restored and `after-restore` forgotten: nothing else fails loudly then. */
@Injectable()
export class AheadWatch implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private count = 0;

  constructor(
    private readonly repository: FleetRepository,
    private readonly clock: Clock,
    private readonly notes: ReadinessNotes,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.notes.add(() => noteOf(this.count));
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Counts now. Without an answer the last count holds on. */
  async look(): Promise<void> {
    try {
      this.count = await this.repository.countAhead(this.clock.nowSeconds() - LIVE_SECONDS);
    } catch (error) {
      this.logger.warn({ err: error }, 'instances that are ahead could not be counted; trying again');
    }
  }
}

function noteOf(count: number): string | null {
  if (count === 0) return null;
  const who = count === 1 ? '1 instance holds' : `${count} instances hold`;
  return `${who} a newer policy than this control plane knows. If it was restored from a backup, run after-restore.`;
}
