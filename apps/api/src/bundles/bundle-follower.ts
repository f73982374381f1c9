import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import type { LogEvent } from '../platform/change-log/log-event.js';
import type { LogSubscription } from '../platform/change-log/log-subscription.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { LOGGER } from '../platform/http/logger.js';
import { BundleBuilder } from './bundle-builder.js';
import { BundleKeys } from './bundle-keys.js';
import { BundleStore } from './bundle-store.js';
import { TouchedBundles } from './touched-bundles.js';

const RETRY_BROKEN_MS = 10_000;
/** Events about the keys that sign bundles. */
const BUNDLE_KEY = 'bundle_key';
/** Events about the log itself: a lift makes every bundle newer. */
const CHANGE_LOG = 'change_log';

/** Keeps the store in step with the change log. */
@Injectable()
export class BundleFollower implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private queue: Promise<void> = Promise.resolve();
  private loaded = false;
  private lastNumber: number | null = null;
  private retryTimer: NodeJS.Timeout | undefined;
  private subscription: LogSubscription | undefined;

  constructor(
    private readonly log: ChangeLogFollower,
    private readonly builder: BundleBuilder,
    private readonly keys: BundleKeys,
    private readonly touched: TouchedBundles,
    private readonly store: BundleStore,
    private readonly notes: ReadinessNotes,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether every bundle was built once. */
  get isLoaded(): boolean {
    return this.loaded;
  }

  /** The bundles hold everything that was committed before it, epoch seconds. */
  get asOf(): number {
    return this.subscription?.asOf ?? 0;
  }

  onModuleInit(): void {
    this.notes.add(() => brokenNote(this.store.broken().length));
    // Subscribed before loading: an event between the two is built twice rather than never.
    this.subscription = this.log.subscribe('bundles', (events) => this.enqueue(() => this.take(events)));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.enqueue(async () => {
      await this.keys.load();
      await this.builder.rebuild(null, this.asOf);
      this.loaded = true;
    });
    this.retryTimer = setInterval(() => this.retryBroken(), RETRY_BROKEN_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.retryTimer);
    if (this.subscription) await this.log.unsubscribe(this.subscription);
    await this.queue.catch(() => undefined);
  }

  /** One rebuild after the other, so that an older snapshot never replaces a newer one. */
  private enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.queue.catch(() => undefined).then(work);
    this.queue = done;
    return done;
  }

  private async take(events: readonly LogEvent[]): Promise<void> {
    const first = events[0]?.number ?? 0;
    const gap = this.lastNumber !== null && first > this.lastNumber + 1;
    // Bundles stay as they are: each is signed by a key when somebody asks for it under that key.
    if (gap || events.some((event) => event.objectKind === BUNDLE_KEY)) await this.keys.load();
    const lifted = events.some((event) => event.objectKind === CHANGE_LOG);
    const addresses = gap || lifted ? null : await this.touched.of(events);
    if (addresses?.length !== 0) await this.builder.rebuild(addresses, this.asOf);
    this.lastNumber = events.at(-1)?.number ?? this.lastNumber;
  }

  private retryBroken(): void {
    const broken = this.store.broken();
    if (broken.length === 0) return;
    this.enqueue(() => this.builder.rebuild(broken, this.asOf)).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'broken bundles could not be tried again');
    });
  }
}

function brokenNote(count: number): string | null {
  if (count === 0) return null;
  return `${count} bundle(s) could not be made from what is stored; older ones are being served. See the log.`;
}
