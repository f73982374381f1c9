import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CustodyPurpose, KeyBox, KeyBoxError } from './key-box.js';

interface SealedSample {
  kid: string;
  private_key_sealed: Buffer;
}

const NEWEST_BUNDLE_KEY = `SELECT kid, private_key_sealed FROM bundle_keys
  WHERE retired_at IS NULL ORDER BY change_number DESC LIMIT 1`;

/** Seals and opens private keys, and seals none under a master key that is no longer in force. */
@Injectable()
export class Custody {
  constructor(private readonly keyBox: KeyBox) {}

  /** See KeyBox.open. */
  open(purpose: CustodyPurpose, id: string, sealed: Uint8Array): Buffer {
    return this.keyBox.open(purpose, id, sealed);
  }

  /**
   * Seals a key that the caller stores in the same transaction, which holds the log's lock: so the master key cannot
   * change between the look and the commit.
   * @throws KeyBoxError when the master key was changed since this process started: what it seals now, nobody could open.
   */
  async seal(
    manager: EntityManager,
    purpose: CustodyPurpose,
    id: string,
    plain: Uint8Array,
  ): Promise<Buffer> {
    await this.tryMasterKey(manager);
    return this.keyBox.seal(purpose, id, plain);
  }

  /** Whether the master key of this process is the one in force: it opens what was sealed last. */
  async isMasterKeyInForce(manager: EntityManager): Promise<boolean> {
    try {
      await this.tryMasterKey(manager);
      return true;
    } catch (error) {
      if (error instanceof KeyBoxError) return false;
      throw error;
    }
  }

  private async tryMasterKey(manager: EntityManager): Promise<void> {
    const [newest] = await manager.query<SealedSample[]>(NEWEST_BUNDLE_KEY);
    if (newest) this.keyBox.open('bundle-key', newest.kid, newest.private_key_sealed);
  }
}
