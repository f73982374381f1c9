import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { unavailable } from '../errors/problems.js';
import { METRICS } from '../health/metrics.js';
import { ReadinessNotes } from '../health/readiness-notes.js';
import { LOGGER } from '../http/logger.js';
import { Clock, MOST_OFF_SECONDS } from './clock.js';

const EVERY_MS = 60_000;
/** From here on somebody is told. */
const NOTED_FROM_SECONDS = 2;

/** Compares this process's clock with the database's, which all replicas share. */
@Injectable()
export class ClockWatch implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  /** Seconds by which our clock is ahead of the database's; negative when it is behind. */
  private offset = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly notes: ReadinessNotes,
    @Inject(METRICS) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get isWrong(): boolean {
    return Math.abs(this.offset) > MOST_OFF_SECONDS;
  }

  async onModuleInit(): Promise<void> {
    this.notes.add(() => this.note());
    offsetGauge(this.registry, () => this.offset);
    if (!this.clock.isRunning) return;
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @throws Problem 503 `clock_wrong` */
  requireRight(): void {
    if (this.isWrong) throw unavailable('clock_wrong', this.sentence(), 60);
  }

  /** Compares now. Without an answer what was found the last time holds on. */
  async look(): Promise<void> {
    const before = this.note();
    try {
      this.offset = await this.measure();
    } catch (error) {
      this.logger.warn({ err: error }, 'the clock could not be compared with the database; trying again');
      return;
    }
    const now = this.note();
    if (before === null && now !== null) this.logger.error({ offset_seconds: this.offset }, now);
    if (before !== null && now === null) this.logger.info('the clock agrees with the database again');
  }

  /** Only what is certain: the database looked at its clock somewhere between our two looks at ours. */
  private async measure(): Promise<number> {
    const earliest = this.clock.nowMs();
    const [row] = await this.dataSource.query<{ ms: number }[]>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const latest = this.clock.nowMs();
    const theirs = row?.ms ?? latest;
    return (Math.max(0, earliest - theirs) - Math.max(0, theirs - latest)) / 1000;
  }

  private note(): string | null {
    return Math.abs(this.offset) < NOTED_FROM_SECONDS ? null : this.sentence();
  }

  private sentence(): string {
    const seconds = Math.round(Math.abs(this.offset));
    const side = this.offset > 0 ? 'ahead of' : 'behind';
    const advice = 'set it, and keep it right with NTP';
    return `This replica's clock is ${seconds} s ${side} the database's: ${advice}, or limits, locks and the fleet are judged by wrong times.`;
  }
}

function offsetGauge(registry: Registry, offsetSeconds: () => number): void {
  new Gauge({
    name: 'accord_clock_offset_seconds',
    help: "Seconds by which this replica's clock is ahead of the database's; negative when it is behind.",
    registers: [registry],
    collect() {
      this.set(offsetSeconds());
    },
  });
}
