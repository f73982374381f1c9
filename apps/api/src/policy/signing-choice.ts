import { Injectable } from '@nestjs/common';
import type { BundleKey } from '../bundles/bundle-jws.js';
import { BundleKeys } from '../bundles/bundle-keys.js';
import { trustedKids } from '../fleet/heartbeat.js';

const MAX_REMEMBERED = 1_000;

/** Chooses the key for a client by its Accord-Trust header. */
@Injectable()
export class SigningChoice {
  /** Headers as sent: a fleet sends few different ones. */
  private readonly parsed = new Map<string, readonly string[]>();

  constructor(private readonly keys: BundleKeys) {}

  /** The newest key that the client trusts; the newest of all when it names none that we have. */
  keyFor(trust: string | undefined): BundleKey {
    return this.keys.signingKey(trust === undefined ? [] : this.parse(trust));
  }

  private parse(trust: string): readonly string[] {
    const known = this.parsed.get(trust);
    if (known) return known;
    if (this.parsed.size >= MAX_REMEMBERED) this.parsed.clear();
    const kids = trustedKids(trust);
    this.parsed.set(trust, kids);
    return kids;
  }
}
