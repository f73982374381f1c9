import type { BundlePayload } from '@accord/contract';
import { type BundleKey, signBundle, type SignedBundle } from './bundle-jws.js';

/** A compiled bundle, immutable; signed once per bundle key that somebody asks for. */
export class Bundle {
  /** Weak: what a retired key signed goes with the key. */
  readonly #signed = new WeakMap<BundleKey, SignedBundle>();

  /** The version as headers write it: polls compare texts, which is cheaper than to parse them. */
  readonly versionText: string;

  constructor(readonly payload: BundlePayload) {
    this.versionText = String(payload.version);
  }

  get version(): number {
    return this.payload.version;
  }

  /** The bytes and ETag under one key. */
  signedWith(key: BundleKey): SignedBundle {
    const known = this.#signed.get(key);
    if (known) return known;
    const signed = signBundle(this.payload, key);
    this.#signed.set(key, signed);
    return signed;
  }
}
