import { Inject, Injectable } from '@nestjs/common';
import type { InstanceView, PageQuery } from '@accord/contract/http';
import { z } from 'zod';
import { type BundleSlot, BundleStore } from '../bundles/bundle-store.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { notFound } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { FleetRepository, type ListedInstance } from './fleet.repository.js';
import { instanceStatus } from './instance-status.js';

const Position = z.object({ first_seen_at: z.int(), instance: z.uuid() });

/** Who enforces what. */
@Injectable()
export class FleetService {
  constructor(
    private readonly repository: FleetRepository,
    private readonly store: BundleStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem 404 when the service or the environment does not exist. */
  async list(
    service: string,
    environment: string,
    { cursor, limit }: PageQuery,
  ): Promise<{ items: InstanceView[]; next_cursor: string | null }> {
    const pair = await this.repository.pair(service, environment);
    if (pair === null) throw notFound(`service "${service}" in environment "${environment}"`);
    const after = cursor === undefined ? null : readCursor(cursor, Position);
    const rows = await this.repository.list(pair.serviceId, pair.environmentId, after, limit + 1);
    const page = pageOf(rows, limit, ({ first_seen_at, instance }) => ({ first_seen_at, instance }));
    const { bundle } = this.store.slot(pair);
    const now = this.clock.nowSeconds();
    const items = page.items.map((row) => ({ service, environment, ...this.view(row, bundle, now) }));
    return { items, next_cursor: page.next_cursor };
  }

  private view(
    row: ListedInstance,
    bundle: BundleSlot['bundle'],
    now: number,
  ): Omit<InstanceView, 'service' | 'environment'> {
    const status = instanceStatus(
      {
        lastSeenAt: row.last_seen_at,
        leftAt: row.left_at,
        error: row.error,
        appliedVersion: row.applied_version,
        intervalSeconds: row.interval_seconds,
        head: row.head,
        desired: bundle && { version: bundle.version, since: bundle.payload.issued_at },
        pollSeconds: this.config.pollSeconds,
      },
      now,
    );
    return {
      instance: row.instance,
      status,
      desired_version: bundle?.version ?? null,
      applied_version: row.applied_version,
      error: row.error,
      sdk: row.sdk,
      clock_skew_seconds: row.clock_skew_seconds,
      first_seen_at: row.first_seen_at,
      last_seen_at: row.last_seen_at,
    };
  }
}
