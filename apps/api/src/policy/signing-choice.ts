import { Injectable } from '@nestjs/common';
import type { BundleKey } from '../bundles/bundle-jws.js';
import { BundleKeys } from '../bundles/bundle-keys.js';
import { trustedKids } from '../fleet/heartbeat.js';

const MAX_REMEMBERED = 1_000;

/** Chooses the key for a client by its Accord-Trust header. */
@Injectable()
export class SigningChoice {
  /** By header as sent: a fleet sends few different ones. Null: it names none of the keys in use. */
  private readonly chosen = new Map<string, BundleKey | null>();
  private chosenFrom: readonly BundleKey[] | undefined;

  constructor(private readonly keys: BundleKeys) {}

  /** The newest key that the client trusts; the newest of all when it does not say; null when it trusts none in use. */
  keyFor(trust = ''): BundleKey | null {
    const { inUse } = this.keys;
    if (inUse !== this.chosenFrom) {
      this.chosen.clear();
      this.chosenFrom = inUse;
    }
    const known = this.chosen.get(trust);
    return known === undefined ? this.choose(trust, inUse) : known;
  }

  private choose(trust: string, inUse: readonly BundleKey[]): BundleKey | null {
    const kids = trustedKids(trust);
    const key = inUse.find(({ kid }) => kids.length === 0 || kids.includes(kid)) ?? null;
    if (this.chosen.size >= MAX_REMEMBERED) this.chosen.clear();
    this.chosen.set(trust, key);
    return key;
  }
}
