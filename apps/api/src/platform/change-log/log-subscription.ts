import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LogEvent } from './log-event.js';

const BATCH = 500;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/**
 * Gets new events in order, each at least once: when it throws, the same events come again and nothing after them comes
 * before, so it has to be idempotent. A listener that loads state itself subscribes first and loads afterwards.
 */
export type LogListener = (events: readonly LogEvent[]) => void | Promise<void>;

export interface SubscriptionOptions {
  name: string;
  listener: LogListener;
  logger: Logger;
}

/** One listener and how far it is. It fails and is tried again by itself: what the others get does not wait for it. */
export class LogSubscription {
  /** Unbounded on purpose: events are rare and small, and dropping one would be a lie about what was taken in. */
  private readonly pending: LogEvent[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private readAt: number;

  /** Begins after the event `takenNumber`, which was the last one at `takenAt`, epoch seconds. */
  constructor(
    private readonly options: SubscriptionOptions,
    private takenNumber: number,
    private takenAt: number,
  ) {
    this.readAt = takenAt;
  }

  /** The last event that the listener has taken in. */
  get headNumber(): number {
    return this.takenNumber;
  }

  /** The listener knows everything that was committed before it, epoch seconds. */
  get asOf(): number {
    return this.takenAt;
  }

  /** Hands on what was read up to `number`; at `asOf`, epoch seconds, unless there is more to read. */
  offer(events: readonly LogEvent[], number: number, asOf: number | null): void {
    this.pending.push(...events);
    this.readAt = asOf ?? this.readAt;
    if (this.pending.length > 0) {
      this.running ??= this.run();
      return;
    }
    this.takenNumber = number;
    this.takenAt = this.readAt;
  }

  /** Nothing more is delivered; resolves when a delivery under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; this.pending.length > 0 && !signal.aborted;) {
      const isTaken = await this.deliver(this.pending.slice(0, BATCH));
      failures = isTaken ? 0 : failures + 1;
      // Only `stop` ends the pause early, and the loop sees that for itself.
      if (!isTaken) await sleep(retryMs(failures), undefined, { signal }).catch(() => undefined);
    }
    this.running = undefined;
  }

  private async deliver(batch: readonly LogEvent[]): Promise<boolean> {
    const { name, listener, logger } = this.options;
    try {
      await listener(batch);
    } catch (error) {
      logger.warn({ err: error, listener: name }, 'a change could not be taken in; trying again');
      return false;
    }
    this.pending.splice(0, batch.length);
    this.takenNumber = batch.at(-1)?.number ?? this.takenNumber;
    if (this.pending.length === 0) this.takenAt = this.readAt;
    return true;
  }
}

function retryMs(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
}
