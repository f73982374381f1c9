import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TrustKeys } from '@accord/contract/http';
import { DataSource } from 'typeorm';
import { KeyBox } from '../custody/key-box.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { systemContext } from '../platform/http/request-context.js';
import { type BundleKey, ed25519Thumbprint } from './bundle-jws.js';
import { type BundleKeyRow, BundleKeysRepository } from './bundle-keys.repository.js';

const PURPOSE = 'bundle-key';

type PublicBundleKey = TrustKeys['keys'][number];

/** The keys that sign bundles: sealed in the database, opened in memory only. */
@Injectable()
export class BundleKeys {
  private keys: readonly BundleKey[] = [];
  private published: readonly PublicBundleKey[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: BundleKeysRepository,
    private readonly changeLog: ChangeLog,
    private readonly keyBox: KeyBox,
  ) {}

  /**
   * Reads the keys and makes the first one when there is none. Replicas that start together agree on it: the
   * log's lock lets one of them through.
   * @throws KeyBoxError when the master key is not the one that sealed them.
   */
  async load(): Promise<void> {
    const stored = await this.repository.inUse(this.dataSource.manager);
    if (stored.length === 0) {
      await this.createFirst();
      return this.load();
    }
    this.keys = stored.map((row) => this.open(row));
    this.published = stored.map(({ kid, public_jwk: { kty, crv, x } }) => ({
      kty,
      crv,
      x,
      kid,
      use: 'sig',
      alg: 'EdDSA',
    }));
  }

  /** The newest key; the newest among `trusted` when the client pins some that we have. */
  signingKey(trusted: readonly string[]): BundleKey {
    const newest = this.keys[0];
    if (!newest) throw new Error('The bundle keys are not loaded.');
    if (trusted.length === 0) return newest;
    return this.keys.find((key) => trusted.includes(key.kid)) ?? newest;
  }

  /** All keys in use, newest first. */
  publicKeys(): readonly PublicBundleKey[] {
    return this.published;
  }

  private open(row: BundleKeyRow): BundleKey {
    const der = this.keyBox.open(PURPOSE, row.kid, row.private_key_sealed);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { kid: row.kid, privateKey, createdAt: row.created_at };
  }

  private async createFirst(): Promise<void> {
    await this.changeLog.run(systemContext('bundle-keys', 'bundle-keys-start'), async (change) => {
      const { at } = await change.lock();
      const existing = await this.repository.inUse(change.manager);
      if (existing.length > 0) {
        change.unchanged();
        return;
      }
      const { row, x } = this.newKey(at);
      await this.repository.insert(change.manager, row);
      await change.record({
        action: 'bundle_key.created',
        object: { kind: 'bundle_key', id: row.kid, name: row.kid },
        before: null,
        after: { kid: row.kid, public_jwk: { kty: 'OKP', crv: 'Ed25519', x } },
      });
    });
  }

  private newKey(createdAt: number): { row: BundleKeyRow; x: string } {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    if (x === undefined) throw new Error('An Ed25519 public key must have x.');
    const kid = ed25519Thumbprint(x);
    const sealed = this.keyBox.seal(PURPOSE, kid, privateKey.export({ format: 'der', type: 'pkcs8' }));
    const row: BundleKeyRow = {
      kid,
      public_jwk: { kty: 'OKP', crv: 'Ed25519', x },
      private_key_sealed: sealed,
      created_at: createdAt,
    };
    return { row, x };
  }
}
