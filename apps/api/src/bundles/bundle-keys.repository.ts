import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** A bundle key as it is stored. Times are epoch seconds. */
export interface BundleKeyRow {
  kid: string;
  public_jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  /** null once it is retired: nobody needs it any more */
  private_key_sealed: Buffer | null;
  created_at: number;
  retired_at: number | null;
  /** the change that made it */
  change_number: number;
}

/** A key that signs. */
export interface BundleKeyInUse extends BundleKeyRow {
  private_key_sealed: Buffer;
}

const COLUMNS = 'kid, public_jwk, private_key_sealed, created_at, retired_at, change_number';

@Injectable()
export class BundleKeysRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): BundleKeysRepository {
    return new BundleKeysRepository(manager);
  }

  /** The keys that sign, newest first. */
  inUse(): Promise<BundleKeyInUse[]> {
    return this.manager.query<BundleKeyInUse[]>(
      `SELECT ${COLUMNS} FROM bundle_keys WHERE retired_at IS NULL ORDER BY change_number DESC, kid`,
    );
  }

  /** All keys, retired ones too, newest first. */
  all(): Promise<BundleKeyRow[]> {
    return this.manager.query<BundleKeyRow[]>(
      `SELECT ${COLUMNS} FROM bundle_keys ORDER BY change_number DESC, kid`,
    );
  }

  async insert(row: BundleKeyInUse): Promise<void> {
    await this.manager.query(
      `INSERT INTO bundle_keys (kid, public_jwk, private_key_sealed, created_at, change_number)
       VALUES ($1, $2, $3, $4, $5)`,
      [row.kid, JSON.stringify(row.public_jwk), row.private_key_sealed, row.created_at, row.change_number],
    );
  }

  /** Ends a key and erases its private part. `at`: epoch seconds. */
  async retire(kid: string, at: number): Promise<void> {
    await this.manager.query(
      'UPDATE bundle_keys SET retired_at = $2, private_key_sealed = NULL WHERE kid = $1 AND retired_at IS NULL',
      [kid, at],
    );
  }
}
