import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CredentialRow } from './credential-index.js';

interface StoredCredential extends Omit<CredentialRow, 'secret_hash'> {
  secret_hash: Buffer;
}

@Injectable()
export class LiveCredentialsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Credentials of some services (null: of all) that are not revoked and not expired at `now` (epoch seconds). */
  async live(serviceIds: readonly string[] | null, now: number): Promise<CredentialRow[]> {
    const rows = await this.dataSource.query<StoredCredential[]>(
      `SELECT id, service_id, environment_id, secret_hash, expires_at FROM service_credentials
       WHERE revoked_at IS NULL AND expires_at > $2 AND ($1::uuid[] IS NULL OR service_id = ANY($1::uuid[]))`,
      [serviceIds, now],
    );
    return rows.map((row) => ({ ...row, secret_hash: row.secret_hash.toString('base64url') }));
  }
}
