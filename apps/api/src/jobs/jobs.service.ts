import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger as JobsLogger, run, type Runner } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER } from '../platform/http/logger.js';
import { AT_A_TIME, jobsPool } from './jobs-pool.js';

/** Work that the whole fleet of replicas does once every so often. */
export interface RecurringJob {
  name: string;
  everySeconds: number;
  work: () => Promise<void>;
}

const POLL_MS = 1000;
const TROUBLE: readonly string[] = ['error', 'warning'];

/**
 * Recurring work on graphile-worker: every replica asks for each job in its rhythm, and the job key makes one run of
 * it. Jobs run beside each other. A replica that dies in the middle of a job only delays it: the next request makes a
 * new one.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: RecurringJob[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly underWay = new Set<string>();
  private runner: Runner | undefined;
  private pool: pg.Pool | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called in `onModuleInit`. */
  every(job: RecurringJob): void {
    this.recurring.push(job);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.recurring.length === 0) return;
    this.pool = jobsPool(this.config.databaseUrl, this.logger);
    this.runner = await run({
      pgPool: this.pool,
      concurrency: AT_A_TIME,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      logger: new JobsLogger(() => (level, message) => {
        if (TROUBLE.includes(level)) this.logger.warn({ job: message }, 'job');
      }),
      taskList: Object.fromEntries(this.recurring.map((job) => [job.name, () => this.carryOut(job)])),
    });
    for (const job of this.recurring) {
      await this.ask(job);
      this.timers.push(setInterval(() => void this.ask(job), job.everySeconds * 1000));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.runner?.stop();
    await this.pool?.end();
  }

  private async ask({ name }: RecurringJob): Promise<void> {
    try {
      await this.runner?.addJob(name, {}, { jobKey: name, jobKeyMode: 'preserve_run_at', maxAttempts: 1 });
    } catch (error) {
      this.logger.warn({ err: error, job: name }, 'a job could not be asked for; the next round asks again');
    }
  }

  /** A failure is logged, and the next round tries again: retries with a back-off would only come later than that. */
  private async carryOut({ name, work }: RecurringJob): Promise<void> {
    // A slow job is asked for again while it runs: beside itself it would take the room of the others.
    if (this.underWay.has(name)) return;
    this.underWay.add(name);
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, job: name }, 'a job failed; the next round tries again');
    } finally {
      this.underWay.delete(name);
    }
  }
}
