import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FleetRepository } from '../fleet/fleet.repository.js';
import { ensurePartitions } from './partitions.js';

/** Instances that were silent for so long are forgotten. Seconds. */
const FORGET_INSTANCES_SECONDS = 30 * 86_400;

/** Keeps the tables of reports and instances from growing for ever. */
@Injectable()
export class ReportPartitions implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly fleet: FleetRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.maintain();
  }

  /** Partitions ahead, old partitions and old instances away. */
  async maintain(): Promise<void> {
    const now = this.clock.nowSeconds();
    await ensurePartitions(this.dataSource, now, this.config.reportRetentionDays);
    await this.fleet.forget(now - FORGET_INSTANCES_SECONDS);
  }
}
