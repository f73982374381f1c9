import type { BundlePayload } from '@accord/contract';
import { type BundleKey, signBundle, type SignedBundle } from './bundle-jws.js';

/** A compiled bundle, immutable; signed once per bundle key that somebody asks for. */
export class Bundle {
  readonly #signed = new Map<string, SignedBundle>();

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
    const known = this.#signed.get(key.kid);
    if (known) return known;
    const signed = signBundle(this.payload, key);
    this.#signed.set(key.kid, signed);
    return signed;
  }
}
