import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { type JobHelpers, Logger as JobsLogger, run, type Runner } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { type DatabaseTrouble, databaseTrouble } from '../platform/database/database-trouble.js';
import { METRICS } from '../platform/health/metrics.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { LOGGER } from '../platform/http/logger.js';
import { measureJobs } from './job-metrics.js';
import { JobWatch } from './job-watch.js';
import { AT_A_TIME, jobsPool } from './jobs-pool.js';

/** Work that the whole fleet of replicas does once every so often. */
export interface RecurringJob {
  name: string;
  everySeconds: number;
  work: () => Promise<void>;
}

const POLL_MS = 1000;
const TROUBLE: readonly string[] = ['error', 'warning'];

/** Without these a replica is not ready at all, or is stopping. */
const NOTES: Partial<Record<DatabaseTrouble, string>> = {
  read_only:
    'The database takes no writes: changes are refused and no job runs. See whether it is a standby or set to read only.',
  full: 'The database has no room left: changes are refused and no job runs. Make room.',
};

/**
 * Recurring work on graphile-worker: every replica asks for each job in its rhythm, and the job key makes one run of
 * it. Jobs run beside each other. A replica that dies in the middle of a job only delays it: the next request makes a
 * new one.
 */
@Injectable()
export class Jobs implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: RecurringJob[] = [];
  private readonly watches = new Map<string, JobWatch>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly underWay = new Set<string>();
  private readonly pool: pg.Pool;
  private runner: Runner | undefined;
  private hasLostWorkers = false;
  private renewal: Promise<void> = Promise.resolve();
  private trouble: DatabaseTrouble | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly metrics: Registry,
    private readonly notes: ReadinessNotes,
    private readonly clock: Clock,
  ) {
    this.pool = jobsPool(config.databaseUrl, logger);
  }

  onModuleInit(): void {
    this.notes.add(() => (this.trouble && NOTES[this.trouble]) ?? null);
    measureJobs(this.metrics, () => [...this.watches].map(([job, { succeededAt }]) => [job, succeededAt]));
  }

  /** To be called in `onModuleInit`. */
  every(job: RecurringJob): void {
    const watch = new JobWatch(job.name, job.everySeconds, this.clock.nowSeconds());
    this.recurring.push(job);
    this.watches.set(job.name, watch);
    this.notes.add(() => watch.note(this.clock.nowSeconds()));
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.recurring.length === 0) return;
    this.runner = await this.start();
    for (const job of this.recurring) {
      await this.ask(job);
      this.timers.push(setInterval(() => void this.ask(job), job.everySeconds * 1000));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.renewal;
    await this.runner?.stop();
    await this.pool.end();
  }

  private async start(): Promise<Runner> {
    const runner = await run({
      pgPool: this.pool,
      concurrency: AT_A_TIME,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      logger: new JobsLogger(() => (level, message) => {
        if (TROUBLE.includes(level)) this.logger.warn({ job: message }, 'job');
      }),
      taskList: Object.fromEntries(
        this.recurring.map((job) => [
          job.name,
          (_: unknown, { job: { id } }: JobHelpers) => this.carryOut(job, id),
        ]),
      ),
    });
    runner.events.on('worker:fatalError', () => (this.hasLostWorkers = true));
    return runner;
  }

  private async ask({ name }: RecurringJob): Promise<void> {
    if (this.hasLostWorkers) this.renew();
    const spec = { jobKey: name, jobKeyMode: 'preserve_run_at', maxAttempts: 1 } as const;
    try {
      const request = await this.runner?.addJob(name, {}, spec);
      this.trouble = undefined;
      if (request) this.watches.get(name)?.requested(request.id, this.clock.nowSeconds());
    } catch (error) {
      this.trouble = databaseTrouble(error);
      this.logger.warn({ err: error, job: name }, 'a job could not be asked for; the next round asks again');
    }
  }

  /** A worker that cannot give back its job, for the database is away, ends for good: three times, and no job ran here. */
  private renew(): void {
    this.hasLostWorkers = false;
    const lame = this.runner;
    this.renewal = this.start().then(
      async (runner) => {
        this.runner = runner;
        await lame?.stop();
      },
      (error: unknown) => {
        this.hasLostWorkers = true;
        this.logger.warn({ err: error }, 'jobs could not be taken up again; the next round tries again');
      },
    );
  }

  /** A failure is logged, and the next round tries again: retries with a back-off would only come later than that. */
  private async carryOut({ name, work }: RecurringJob, id: string): Promise<void> {
    // A slow job is asked for again while it runs: beside itself it would take the room of the others.
    if (this.underWay.has(name)) {
      this.watches.get(name)?.passedOver(id);
      return;
    }
    this.underWay.add(name);
    try {
      await work();
      this.watches.get(name)?.succeeded(this.clock.nowSeconds());
    } catch (error) {
      this.watches.get(name)?.failed(this.clock.nowSeconds());
      this.logger.error({ err: error, job: name }, 'a job failed; the next round tries again');
    } finally {
      this.underWay.delete(name);
    }
  }
}
