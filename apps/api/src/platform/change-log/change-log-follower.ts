import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import { CONFIG, type Config } from '../config/config.js';
import { Clock } from '../clock/clock.js';
import { LOGGER } from '../http/logger.js';
import type { LogEvent } from './log-event.js';
import { type LogListener, LogSubscription } from './log-subscription.js';

/** How often the log is read again: NOTIFY only makes it sooner. */
const POLL_MS = 300;
const RECONNECT_MS = 1_000;
const BATCH = 500;

const READ = `
  SELECT number::float8 AS number, at::float8 AS at, action, object_kind AS "objectKind", object_id AS "objectId",
    object_name AS "objectName", service_id AS "serviceId", environment_id AS "environmentId", issuer_id AS "issuerId"
  FROM change_log WHERE number > $1 ORDER BY number LIMIT ${BATCH}`;

/** Follows the change log over one connection of its own, and tells the rest of the process what happened. */
@Injectable()
export class ChangeLogFollower implements OnModuleInit, OnModuleDestroy {
  private readonly subscriptions = new Set<LogSubscription>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private readAgain = false;
  private isReading = false;
  private stopped = false;
  private number = 0;
  private readAt = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  /** The last event that every listener has taken in. */
  get headNumber(): number {
    return least(this.subscriptions, ({ headNumber }) => headNumber, this.number);
  }

  /** Every listener knows everything that was committed before it, epoch seconds. 0 before the first reading. */
  get asOf(): number {
    return least(this.subscriptions, ({ asOf }) => asOf, this.readAt);
  }

  /** Calls `listener` for every event after the present head, until the subscription ends. `name` is for our log. */
  subscribe(name: string, listener: LogListener): LogSubscription {
    const options = { name, listener, logger: this.logger };
    const subscription = new LogSubscription(options, this.number, this.readAt);
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Ends a subscription; resolves when a delivery under way has ended. */
  async unsubscribe(subscription: LogSubscription): Promise<void> {
    this.subscriptions.delete(subscription);
    await subscription.stop();
  }

  /** Starts at the present head. Every module's onModuleInit ends before any onApplicationBootstrap begins. */
  async onModuleInit(): Promise<void> {
    const client = await this.connect();
    const asOf = this.clock.nowSeconds();
    const head = await client.query<{ number: number }>(
      'SELECT number::float8 AS number FROM change_log_head',
    );
    this.number = head.rows[0]?.number ?? 0;
    this.readAt = asOf;
    this.offer([], asOf);
    this.schedule(POLL_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.reading;
    await Promise.all([...this.subscriptions].map((subscription) => this.unsubscribe(subscription)));
    await this.client?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'accord-api follower',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('notification', () => this.poke());
    try {
      await client.connect();
      await client.query('LISTEN accord_log');
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    return client;
  }

  private lost(client: pg.Client, error: unknown): void {
    if (this.client === client) this.client = undefined;
    this.logger.warn({ err: error }, 'the connection that follows the change log was lost');
    client.end().catch(() => undefined);
  }

  private schedule(afterMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poke(), afterMs);
  }

  /** Reads now, or once more when a read is under way. */
  private poke(): void {
    if (this.stopped) return;
    if (this.isReading) {
      this.readAgain = true;
      return;
    }
    this.isReading = true;
    this.reading = this.readToTheEnd().finally(() => (this.isReading = false));
  }

  private async readToTheEnd(): Promise<void> {
    try {
      let isMore = true;
      while (isMore && !this.stopped) {
        this.readAgain = false;
        isMore = (await this.readOnce()) || this.wasPoked();
      }
      this.schedule(POLL_MS);
    } catch (error) {
      if (this.stopped) return;
      this.logger.warn({ err: error }, 'following the change log failed; trying again');
      this.schedule(RECONNECT_MS);
    }
  }

  /** A notification arrived during the read: what it announced may have come too late for it. */
  private wasPoked(): boolean {
    return this.readAgain;
  }

  /** Whether there is more to read. */
  private async readOnce(): Promise<boolean> {
    const client = this.client ?? (await this.connect());
    const asOf = this.clock.nowSeconds();
    const events = await this.readFrom(client, this.number);
    const isMore = events.length === BATCH;
    this.number = events.at(-1)?.number ?? this.number;
    if (!isMore) this.readAt = asOf;
    this.offer(events, isMore ? null : asOf);
    return isMore;
  }

  private async readFrom(client: pg.Client, number: number): Promise<LogEvent[]> {
    try {
      return (await client.query<LogEvent>(READ, [number])).rows;
    } catch (error) {
      this.lost(client, error);
      throw error;
    }
  }

  private offer(events: readonly LogEvent[], asOf: number | null): void {
    for (const subscription of this.subscriptions) subscription.offer(events, this.number, asOf);
  }
}

function least(
  subscriptions: Iterable<LogSubscription>,
  positionOf: (subscription: LogSubscription) => number,
  most: number,
): number {
  let position = most;
  for (const subscription of subscriptions) position = Math.min(position, positionOf(subscription));
  return position;
}
