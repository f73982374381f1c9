import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { setTimeout as delay } from 'node:timers/promises';
import { Clock } from '../clock/clock.js';
import { mayRetry } from '../database/postgres-error.js';
import type { RequestContext } from '../http/request-context.js';
import { Change, type LogPosition } from './change.js';
import { claimKey, storeAnswer } from './idempotency.js';

const ATTEMPTS = 4;

/** The one door to the database for everything that changes: no event, no change. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction that commits what it wrote together with the events that it recorded. It runs again
   * (from the start, in a new transaction) after a deadlock, so it must do nothing outside `change.manager` that cannot
   * be repeated.
   *
   * @throws what `work` throws, after rolling back; Error when it recorded nothing; IdempotentReplay (answered by the
   * platform) when the request was carried out before.
   */
  async run<Result>(context: RequestContext, work: (change: Change) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction((manager) => this.runOnce(manager, context, work));
      } catch (error) {
        if (attempt === ATTEMPTS || !mayRetry(error)) throw error;
        await delay(attempt * (5 + Math.random() * 20));
      }
    }
  }

  /** The last committed event's number and time; number 0 when there is none. */
  async head(): Promise<LogPosition> {
    const [head] = await this.dataSource.query<LogPosition[]>('SELECT number, at FROM change_log_head');
    if (head === undefined) throw new Error('change_log_head is empty: the migrations did not run');
    return head;
  }

  private async runOnce<Result>(
    manager: EntityManager,
    context: RequestContext,
    work: (change: Change) => Promise<Result>,
  ): Promise<Result> {
    const { idempotency, principal } = context;
    const owner = `${principal.kind}:${principal.id}`;
    if (idempotency !== null) await claimKey(manager, owner, idempotency, this.clock.nowSeconds());
    const change = new Change(manager, context, this.clock);
    const result = await work(change);
    if (!change.isSettled)
      throw new Error('a change recorded no event: call change.record or change.unchanged');
    if (idempotency !== null && change.replayAnswer !== undefined) {
      await storeAnswer(manager, owner, idempotency, change.replayAnswer.response);
    }
    return result;
  }
}
