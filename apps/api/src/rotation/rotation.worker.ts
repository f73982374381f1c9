import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER } from '../platform/http/logger.js';
import { systemContext } from '../platform/http/request-context.js';
import { RotationFactsRepository } from './rotation-facts.repository.js';
import { RotationRunner } from './rotation-runner.js';

/** Below this, a break of the API loses no heartbeat that a copy age would not bridge. */
const TOLERATED_BREAK_SECONDS = 30;

/** Ticks: looks at every managed issuer and does what is due. */
@Injectable()
export class RotationWorker implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly issuers: IssuersRepository,
    private readonly facts: RotationFactsRepository,
    private readonly runner: RotationRunner,
  ) {}

  onModuleInit(): void {
    this.jobs.every({
      name: 'rotation_tick',
      everySeconds: this.config.rotationTickSeconds,
      work: () => this.tick(),
    });
    // Heartbeats are received however long the jobs take, so every replica says so by itself.
    this.timer = setInterval(() => void this.beatSafely(), this.config.rotationTickSeconds * 1000);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One issuer's trouble must not keep the others from rotating. */
  async tick(): Promise<void> {
    // What is decided here must know of a break that no beat has told of yet.
    await this.beat();
    for (const issuer of await this.issuers.listLive('managed')) {
      try {
        await this.runner.tick(systemContext('rotation', randomUUID()), issuer);
      } catch (error) {
        this.logger.error({ err: error, issuer: issuer.name }, 'the rotation of an issuer failed');
      }
    }
  }

  private async beat(): Promise<void> {
    await this.facts.beat(
      this.clock.nowSeconds(),
      TOLERATED_BREAK_SECONDS + 2 * this.config.rotationTickSeconds,
    );
  }

  private async beatSafely(): Promise<void> {
    try {
      await this.beat();
    } catch (error) {
      this.logger.warn({ err: error }, 'a beat could not be noted; trying again');
    }
  }
}
