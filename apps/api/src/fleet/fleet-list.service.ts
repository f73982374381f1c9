import { Inject, Injectable } from '@nestjs/common';
import { type FleetInstance, type FleetPage, type FleetQuery, InstanceStatus } from '@accord/contract/http';
import { z } from 'zod';
import { BundleStore } from '../bundles/bundle-store.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { Places } from '../services/places.js';
import { type DesiredVersion, FleetListRepository, type FleetRow } from './fleet-list.repository.js';

const Position = z.object({
  sort_key: z.string(),
  service_id: z.uuid(),
  environment_id: z.uuid(),
  instance: z.uuid(),
});

/** Every instance of every service. */
@Injectable()
export class FleetListService {
  constructor(
    private readonly repository: FleetListRepository,
    private readonly store: BundleStore,
    private readonly clock: Clock,
    private readonly places: Places,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem 404 for an environment that is not there */
  async list(query: FleetQuery): Promise<FleetPage> {
    await this.places.assertNamed({ environment: query.environment });
    const after = query.cursor === undefined ? null : readCursor(query.cursor, Position);
    const moment = {
      desired: this.desired(),
      now: this.clock.nowSeconds(),
      pollSeconds: this.config.pollSeconds,
    };
    const filter = { ...query, after };
    const [rows, counts] = await Promise.all([
      this.repository.page(filter, moment),
      this.repository.counts(filter, moment),
    ]);
    const page = pageOf(rows, query.limit, ({ sort_key, service_id, environment_id, instance }) => ({
      sort_key,
      service_id,
      environment_id,
      instance,
    }));
    const all = InstanceStatus.options.map((status) => [status, counts.get(status) ?? 0] as const);
    return {
      items: page.items.map((row) => ({ ...row, keys_held: this.keysHeld(row) })),
      next_cursor: page.next_cursor,
      counts: Object.fromEntries(all) as FleetPage['counts'],
    };
  }

  private desired(): DesiredVersion[] {
    return [...this.store.slots()].flatMap(({ serviceId, environmentId, bundle }) =>
      bundle === null
        ? []
        : [{ serviceId, environmentId, version: bundle.version, since: bundle.payload.issued_at }],
    );
  }

  /** Older bundles are not stored, so only the newest one can be told. */
  private keysHeld(row: FleetRow): FleetInstance['keys_held'] {
    const { bundle } = this.store.slot({ serviceId: row.service_id, environmentId: row.environment_id });
    if (bundle === null) return null;
    if (row.applied_version !== bundle.version) return null;
    return bundle.payload.issuers.flatMap(({ issuer, jwks }) =>
      (jwks?.keys ?? []).map(({ kid }) => ({ issuer, kid })),
    );
  }
}
