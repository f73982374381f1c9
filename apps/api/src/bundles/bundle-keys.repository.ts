import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** A bundle key as it is stored. Times are epoch seconds. */
export interface BundleKeyRow {
  kid: string;
  public_jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  private_key_sealed: Buffer;
  created_at: number;
}

@Injectable()
export class BundleKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The keys in use, newest first. */
  inUse(manager: EntityManager): Promise<BundleKeyRow[]> {
    return manager.query<BundleKeyRow[]>(
      `SELECT kid, public_jwk, private_key_sealed, created_at FROM bundle_keys
       WHERE retired_at IS NULL ORDER BY created_at DESC, kid`,
    );
  }

  async insert(manager: EntityManager, row: BundleKeyRow): Promise<void> {
    await manager.query(
      'INSERT INTO bundle_keys (kid, public_jwk, private_key_sealed, created_at) VALUES ($1, $2, $3, $4)',
      [row.kid, JSON.stringify(row.public_jwk), row.private_key_sealed, row.created_at],
    );
  }
}
