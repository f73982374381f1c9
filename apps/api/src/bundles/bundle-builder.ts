import { setImmediate as breathe } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../platform/http/logger.js';
import { assembleBundle, type BundleHints } from './assemble-bundle.js';
import { Bundle } from './bundle.js';
import { BundleMetrics } from './bundle-metrics.js';
import type { BundleAddress, BundleSnapshot, ContractSource } from './bundle-source.js';
import { BundleRepository } from './bundle.repository.js';
import { type BundleSlot, BundleStore } from './bundle-store.js';

/** Nest's token for the hints that go into every bundle. */
export const BUNDLE_HINTS = Symbol('BundleHints');

/** Assembling blocks the event loop: after so many milliseconds polls get their turn. */
const SLICE_MS = 15;

/** Brings slots of the store up to what the database says. */
@Injectable()
export class BundleBuilder {
  constructor(
    private readonly repository: BundleRepository,
    private readonly store: BundleStore,
    private readonly metrics: BundleMetrics,
    @Inject(BUNDLE_HINTS) private readonly hints: BundleHints,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Rebuilds the bundles of `addresses` (null: all). One that cannot be made keeps its old bundle, is logged and
   * counts as broken until a later rebuild succeeds. `asOf`, epoch seconds: up to when the old ones are known to be current.
   * @throws when the database does not answer; nothing was replaced then.
   */
  async rebuild(addresses: readonly BundleAddress[] | null, asOf: number): Promise<void> {
    const startedAt = performance.now();
    const snapshot = await this.repository.snapshot(addresses);
    const touched = new Set(
      addresses ? addresses.map((address) => this.store.slot(address)) : this.store.slots(),
    );
    await this.fill(snapshot, touched, asOf);
    // What is left was asked for, but nothing is published there any more.
    for (const slot of touched) this.store.put(slot, null);
    this.metrics.rebuilt(performance.now() - startedAt);
  }

  private async fill(snapshot: BundleSnapshot, touched: Set<BundleSlot>, asOf: number): Promise<void> {
    let sliceEnds = performance.now() + SLICE_MS;
    for (const contract of snapshot.contracts) {
      const slot = this.store.slot(contract);
      touched.delete(slot);
      this.fillSlot(slot, contract, snapshot, asOf);
      if (performance.now() < sliceEnds) continue;
      await breathe();
      sliceEnds = performance.now() + SLICE_MS;
    }
  }

  private fillSlot(slot: BundleSlot, contract: ContractSource, snapshot: BundleSnapshot, asOf: number): void {
    try {
      const payload = assembleBundle(contract, snapshot, this.hints);
      const same = slot.bundle !== null && isDeepStrictEqual(slot.bundle.payload, payload);
      this.store.put(slot, same ? slot.bundle : new Bundle(payload));
    } catch (error) {
      slot.currentUntil ??= asOf;
      const { service, environment } = contract;
      this.logger.error(
        { err: error, service, environment },
        'a bundle could not be made; the old one stays',
      );
    }
  }
}
