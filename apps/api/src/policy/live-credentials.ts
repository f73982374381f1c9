import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { BundleStore } from '../bundles/bundle-store.js';
import { HeartbeatBook } from '../fleet/heartbeat-book.js';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import type { LogEvent } from '../platform/change-log/log-event.js';
import type { LogSubscription } from '../platform/change-log/log-subscription.js';
import { Clock } from '../platform/clock/clock.js';
import { CredentialIndex, type CredentialRow, type ServiceCredential } from './credential-index.js';
import { LiveCredentialsRepository } from './live-credentials.repository.js';
import { PolicyChannel } from './policy-channel.js';

type Listener = (credential: ServiceCredential) => void;

/** The live service credentials and their channels, kept in step with the change log. */
@Injectable()
export class LiveCredentials implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly channels = new Map<string, PolicyChannel>();
  private readonly listeners = new Set<Listener>();
  private readonly index = new CredentialIndex(
    (row) => this.channelOf(row),
    (credential) => this.announceRevoked(credential),
  );
  private queue: Promise<void> = Promise.resolve();
  private subscription: LogSubscription | undefined;

  constructor(
    private readonly repository: LiveCredentialsRepository,
    private readonly store: BundleStore,
    private readonly book: HeartbeatBook,
    private readonly log: ChangeLogFollower,
    private readonly clock: Clock,
  ) {}

  /** Credentials that were revoked before it are not live here, epoch seconds. */
  get asOf(): number {
    return this.subscription?.asOf ?? 0;
  }

  onModuleInit(): void {
    this.subscription = this.log.subscribe('service credentials', (events) => this.take(events));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.load(null);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.subscription) await this.log.unsubscribe(this.subscription);
  }

  /** Calls `listener` for every credential that stops being live. */
  onRevoked(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** See CredentialIndex.find. */
  find(authorization: string | undefined, now: number): ServiceCredential | undefined {
    return this.index.find(authorization, now);
  }

  all(): Iterable<ServiceCredential> {
    return this.index.all();
  }

  /** The channel of a service × environment; undefined when no credential ever named it. */
  channel(serviceId: string, environmentId: string): PolicyChannel | undefined {
    return this.channels.get(`${serviceId}/${environmentId}`);
  }

  private async take(events: readonly LogEvent[]): Promise<void> {
    const services = new Set(events.flatMap((event) => event.serviceId ?? []));
    if (services.size > 0) await this.load(services);
  }

  /** One after the other, so that an older answer never replaces a newer one. */
  private load(services: ReadonlySet<string> | null): Promise<void> {
    const done = this.queue
      .catch(() => undefined)
      .then(async () => {
        const rows = await this.repository.live(services && [...services], this.clock.nowSeconds());
        this.index.replace(services, rows);
      });
    this.queue = done;
    return done;
  }

  private channelOf(row: CredentialRow): PolicyChannel {
    const address = { serviceId: row.service_id, environmentId: row.environment_id };
    const key = `${address.serviceId}/${address.environmentId}`;
    const known = this.channels.get(key);
    if (known) return known;
    const channel = new PolicyChannel(this.store.slot(address), this.book.open(address));
    this.channels.set(key, channel);
    return channel;
  }

  private announceRevoked(credential: ServiceCredential): void {
    for (const listener of this.listeners) listener(credential);
  }
}
