import { Module } from '@nestjs/common';
import { CustodyModule } from '../custody/custody.module.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { BundleHints } from './assemble-bundle.js';
import { BUNDLE_HINTS, BundleBuilder } from './bundle-builder.js';
import { BundleFollower } from './bundle-follower.js';
import { BundleKeys } from './bundle-keys.js';
import { BundleMetrics } from './bundle-metrics.js';
import { BundleKeysRepository } from './bundle-keys.repository.js';
import { BundleRepository } from './bundle.repository.js';
import { BundleStore } from './bundle-store.js';
import { CandidateBundles } from './candidate-bundles.js';
import { TouchedBundles } from './touched-bundles.js';

/** Bundles in memory: compiled from one snapshot, signed, kept in step with the change log. */
@Module({
  imports: [CustodyModule],
  providers: [
    BundleBuilder,
    BundleFollower,
    BundleKeys,
    BundleMetrics,
    BundleKeysRepository,
    BundleRepository,
    BundleStore,
    CandidateBundles,
    TouchedBundles,
    { provide: BUNDLE_HINTS, inject: [CONFIG], useFactory: hintsOf },
  ],
  exports: [BundleBuilder, BundleFollower, BundleKeys, BundleKeysRepository, BundleStore, CandidateBundles],
})
export class BundlesModule {}

function hintsOf(config: Config): BundleHints {
  return {
    poll_seconds: config.pollSeconds,
    long_poll_seconds: config.longPollSeconds,
    report_seconds: config.reportSeconds,
  };
}
