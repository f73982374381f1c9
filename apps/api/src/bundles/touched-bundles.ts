import { Injectable } from '@nestjs/common';
import type { LogEvent } from '../platform/change-log/log-event.js';
import type { BundleAddress } from './bundle-source.js';
import { BundleRepository } from './bundle.repository.js';
import { BundleStore } from './bundle-store.js';

/** Tells which bundles an event of the log may change. */
@Injectable()
export class TouchedBundles {
  private readonly issuerNames = new Map<string, string>();

  constructor(
    private readonly repository: BundleRepository,
    private readonly store: BundleStore,
  ) {}

  /**
   * The bundles that the events name, all of a service or an environment that is named alone (archived, renamed),
   * and all whose contract names an issuer of the events.
   */
  async of(events: readonly LogEvent[]): Promise<BundleAddress[]> {
    const exact: BundleAddress[] = events.flatMap(({ serviceId, environmentId }) =>
      serviceId !== null && environmentId !== null ? [{ serviceId, environmentId }] : [],
    );
    const touched = [...exact, ...(await this.ofWhole(events)), ...(await this.ofIssuers(events))];
    return [...new Set(touched.map((address) => this.store.slot(address)))];
  }

  private async ofWhole(events: readonly LogEvent[]): Promise<BundleAddress[]> {
    const services = events.flatMap((event) => (event.environmentId === null ? (event.serviceId ?? []) : []));
    const environments = events.flatMap((event) =>
      event.serviceId === null ? (event.environmentId ?? []) : [],
    );
    if (services.length + environments.length === 0) return [];
    return this.repository.addressesOf(services, environments);
  }

  private async ofIssuers(events: readonly LogEvent[]): Promise<BundleAddress[]> {
    const names = await this.namesOf(new Set(events.flatMap((event) => event.issuerId ?? [])));
    if (names.size === 0) return [];
    return [...this.store.slots()].filter((slot) =>
      slot.bundle?.payload.issuers.some((entry) => names.has(entry.issuer)),
    );
  }

  private async namesOf(issuerIds: ReadonlySet<string>): Promise<Set<string>> {
    const unknown = [...issuerIds].filter((id) => !this.issuerNames.has(id));
    if (unknown.length > 0)
      for (const [id, name] of await this.repository.issuerNames(unknown)) this.issuerNames.set(id, name);
    return new Set([...issuerIds].flatMap((id) => this.issuerNames.get(id) ?? []));
  }
}
