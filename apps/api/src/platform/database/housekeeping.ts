import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { LOGGER } from '../http/logger.js';

const EVERY_MS = 10 * 60 * 1000;
const DAY_SECONDS = 86_400;

/** Rows that mean nothing any more: `$1` is now, in epoch seconds. None of them is a change: nothing that counts ends here. */
const SWEEPS = [
  'DELETE FROM sessions WHERE expires_at < $1',
  `DELETE FROM idempotency_keys WHERE at < $1 - ${DAY_SECONDS}`,
  `DELETE FROM login_locks WHERE last_failure_at < $1 - ${DAY_SECONDS}`,
  'DELETE FROM rate_limits WHERE expire < $1::bigint * 1000',
];

/** Deletes what has run out, now and then. Any replica may do it at any time. */
@Injectable()
export class Housekeeping implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.sweepSafely(), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    for (const sql of SWEEPS) await this.dataSource.query(sql, [this.clock.nowSeconds()]);
  }

  private async sweepSafely(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ err: error }, 'housekeeping failed; trying again later');
    }
  }
}
