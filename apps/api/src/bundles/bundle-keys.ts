import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TrustKeys } from '@accord/contract/http';
import { Custody } from '../custody/custody.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { systemContext } from '../platform/http/request-context.js';
import { type BundleKey, ed25519Thumbprint } from './bundle-jws.js';
import { type BundleKeyInUse, type BundleKeyRow, BundleKeysRepository } from './bundle-keys.repository.js';

const PURPOSE = 'bundle-key';

export type PublicBundleKey = TrustKeys['keys'][number];

/** The keys that sign bundles: sealed in the database, opened in memory only. */
@Injectable()
export class BundleKeys {
  private keys: readonly BundleKey[] = [];
  private published: readonly PublicBundleKey[] = [];

  constructor(
    private readonly repository: BundleKeysRepository,
    private readonly changeLog: ChangeLog,
    private readonly custody: Custody,
  ) {}

  /**
   * Reads the keys and makes the first one when there is none. Replicas that start together agree on it: the
   * log's lock lets one of them through. A key that is known already stays the same object.
   * @throws KeyBoxError when the master key is not the one that sealed them.
   */
  async load(): Promise<void> {
    const stored = await this.repository.inUse();
    if (stored.length === 0) {
      await this.createFirst();
      return this.load();
    }
    const known = new Map(this.keys.map((key) => [key.kid, key]));
    this.keys = stored.map((row) => known.get(row.kid) ?? this.open(row));
    this.published = stored.map(publicBundleKey);
  }

  /** The keys that sign, newest first; another list whenever they changed. */
  get inUse(): readonly BundleKey[] {
    return this.keys;
  }

  /** The public halves of the keys in use, newest first. */
  publicKeys(): readonly PublicBundleKey[] {
    return this.published;
  }

  /**
   * Makes a key, the newest from now on, and records it.
   * @throws KeyBoxError when the master key was changed since this process started.
   */
  async create(change: Change, reason: string | null): Promise<BundleKeyInUse> {
    const { at, number } = await change.lock();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    if (x === undefined) throw new Error('An Ed25519 public key must have x.');
    const kid = ed25519Thumbprint(x);
    const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
    const row: BundleKeyInUse = {
      kid,
      public_jwk: { kty: 'OKP', crv: 'Ed25519', x },
      private_key_sealed: await this.custody.seal(change.manager, PURPOSE, kid, plain),
      created_at: at,
      retired_at: null,
      change_number: number,
    };
    await this.repository.within(change.manager).insert(row);
    await change.record({
      action: 'bundle_key.created',
      object: { kind: 'bundle_key', id: kid, name: kid },
      before: null,
      after: { kid, public_jwk: row.public_jwk },
      reason,
    });
    return row;
  }

  private open(row: BundleKeyInUse): BundleKey {
    const der = this.custody.open(PURPOSE, row.kid, row.private_key_sealed);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { kid: row.kid, privateKey };
  }

  private async createFirst(): Promise<void> {
    await this.changeLog.run(systemContext('bundle-keys', 'bundle-keys-start'), async (change) => {
      await change.lock();
      const existing = await this.repository.within(change.manager).inUse();
      if (existing.length > 0) change.unchanged();
      else await this.create(change, null);
    });
  }
}

/** The public half of a key, as clients pin it. */
export function publicBundleKey({ kid, public_jwk: { kty, crv, x } }: BundleKeyRow): PublicBundleKey {
  return { kty, crv, x, kid, use: 'sig', alg: 'EdDSA' };
}
