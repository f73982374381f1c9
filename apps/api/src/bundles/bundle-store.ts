import { Injectable } from '@nestjs/common';
import type { Bundle } from './bundle.js';
import type { BundleAddress } from './bundle-source.js';

/** The place of one service × environment. It stays the same object while bundles come and go in it. */
export interface BundleSlot extends BundleAddress {
  /** null: nothing is published here */
  bundle: Bundle | null;
  /**
   * Set while a newer bundle could not be made: epoch seconds up to which `bundle` is known to be current.
   * Nobody may vouch for it beyond.
   */
  currentUntil: number | null;
}

export type SlotListener = (slot: BundleSlot) => void;

/** The bundles of this replica, in memory. Services ask it on every poll; it never touches the database. */
@Injectable()
export class BundleStore {
  readonly #slots = new Map<string, BundleSlot>();
  readonly #listeners = new Set<SlotListener>();

  /** Calls `listener` whenever a slot's bundle was replaced by another one. */
  onReplaced(listener: SlotListener): void {
    this.#listeners.add(listener);
  }

  /** The slot of an address, made when it is new. */
  slot(address: BundleAddress): BundleSlot {
    const key = keyOf(address);
    const known = this.#slots.get(key);
    if (known) return known;
    const { serviceId, environmentId } = address;
    const slot: BundleSlot = { serviceId, environmentId, bundle: null, currentUntil: null };
    this.#slots.set(key, slot);
    return slot;
  }

  /** All slots, filled or not. */
  slots(): Iterable<BundleSlot> {
    return this.#slots.values();
  }

  /** Puts a bundle in its slot and tells the listeners, unless it says what the one before it said. */
  put(slot: BundleSlot, bundle: Bundle | null): void {
    const before = slot.bundle;
    slot.bundle = bundle;
    slot.currentUntil = null;
    if (before === bundle) return;
    for (const listener of this.#listeners) listener(slot);
  }

  /** Slots whose newest bundle could not be made. */
  broken(): BundleSlot[] {
    return [...this.#slots.values()].filter((slot) => slot.currentUntil !== null);
  }
}

function keyOf({ serviceId, environmentId }: BundleAddress): string {
  return `${serviceId}/${environmentId}`;
}
