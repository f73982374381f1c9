import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ChangeLogFollower } from '../change-log/change-log-follower.js';
import { ClockWatch } from '../clock/clock-watch.js';
import { Clock } from '../clock/clock.js';
import { databaseProblem, unavailable } from '../errors/problems.js';
import { Endpoint } from '../http/endpoint.js';
import { Drain } from './drain.js';
import { METRICS } from './metrics.js';
import { ReadinessNotes } from './readiness-notes.js';

/** A replica that read the log longer ago than this must not be given traffic. */
const MOST_BEHIND_SECONDS = 10;

const Alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
const Ready = z
  .object({ status: z.literal('ready'), head: z.int(), as_of: z.int(), notes: z.array(z.string()) })
  .meta({ id: 'Ready' });

@Controller()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly follower: ChangeLogFollower,
    private readonly clock: Clock,
    private readonly clockWatch: ClockWatch,
    private readonly notes: ReadinessNotes,
    private readonly drain: Drain,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/healthz',
    public: true,
    summary: 'Does the process live?',
    status: 200,
    response: Alive,
  })
  getHealth(): z.infer<typeof Alive> {
    return { status: 'ok' };
  }

  @Endpoint({
    method: 'GET',
    path: '/readyz',
    public: true,
    summary:
      'Can it serve? The database answers, the change log is being followed, and nobody has stopped it',
    status: 200,
    response: Ready,
    problems: ['stopping', 'database_unavailable', 'behind'],
  })
  async getReadiness(): Promise<z.infer<typeof Ready>> {
    if (this.drain.isUnderWay) throw databaseProblem('stopping');
    await this.dataSource.query('SELECT 1').catch(() => {
      throw unavailable(
        'database_unavailable',
        'The database does not answer. Check DATABASE_URL and the server.',
        5,
      );
    });
    this.clockWatch.requireRight();
    const { headNumber, asOf } = this.follower;
    if (this.clock.nowSeconds() - asOf > MOST_BEHIND_SECONDS) {
      throw unavailable(
        'behind',
        'This replica does not follow the change log. See its log for the reason.',
        5,
      );
    }
    return { status: 'ready', head: headNumber, as_of: asOf, notes: this.notes.present() };
  }

  @Endpoint({
    method: 'GET',
    path: '/metrics',
    public: true,
    summary: 'Metrics in the format of Prometheus',
    status: 200,
    response: { media: 'text/plain' },
  })
  async getMetrics(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.metrics();
    void reply.type(this.metrics.contentType).send(text);
  }
}
