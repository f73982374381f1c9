import { Inject, Injectable } from '@nestjs/common';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { METRICS } from '../platform/health/metrics.js';
import { BundleStore } from './bundle-store.js';

/** What is measured of bundles. */
@Injectable()
export class BundleMetrics {
  private readonly rebuilds: Histogram;

  constructor(@Inject(METRICS) registry: Registry, store: BundleStore) {
    this.rebuilds = new Histogram({
      name: 'accord_bundle_rebuild_milliseconds',
      help: 'From a change that touches bundles to their being served, reading included.',
      buckets: [5, 10, 25, 50, 100, 250, 500, 1000, 5000],
      registers: [registry],
    });
    new Gauge({
      name: 'accord_bundles_broken',
      help: 'Bundles whose newest version could not be made; the one before it is being served.',
      registers: [registry],
      collect() {
        this.set(store.broken().length);
      },
    });
  }

  rebuilt(milliseconds: number): void {
    this.rebuilds.observe(milliseconds);
  }
}
