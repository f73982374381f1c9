import { Injectable } from '@nestjs/common';
import type { PublicJwk } from '@accord/contract';
import { EntityManager } from 'typeorm';

/** Key sets of external issuers as they were observed; append-only. */
@Injectable()
export class SnapshotsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): SnapshotsRepository {
    return new SnapshotsRepository(manager);
  }

  async latest(issuerId: string): Promise<PublicJwk[] | null> {
    const [row] = await this.manager.query<{ keys: PublicJwk[] }[]>(
      `SELECT jwks -> 'keys' AS keys FROM issuer_jwks_snapshots WHERE issuer_id = $1
       ORDER BY change_number DESC LIMIT 1`,
      [issuerId],
    );
    return row?.keys ?? null;
  }

  /** How many sets were observed after `since` (epoch seconds). */
  async countSince(issuerId: string, since: number): Promise<number> {
    const [row] = await this.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM issuer_jwks_snapshots WHERE issuer_id = $1 AND fetched_at > $2',
      [issuerId, since],
    );
    return row?.count ?? 0;
  }

  /** The keys of these kids as each was first observed. */
  async firstKeys(issuerId: string, kids: readonly string[]): Promise<PublicJwk[]> {
    const rows = await this.manager.query<{ key: PublicJwk }[]>(
      `SELECT DISTINCT ON (key ->> 'kid') key
       FROM issuer_jwks_snapshots, jsonb_array_elements(jwks -> 'keys') AS key
       WHERE issuer_id = $1 AND key ->> 'kid' = ANY($2) ORDER BY key ->> 'kid', change_number`,
      [issuerId, kids],
    );
    return rows.map((row) => row.key);
  }

  async insert(
    issuerId: string,
    keys: readonly PublicJwk[],
    changeNumber: number,
    at: number,
  ): Promise<void> {
    await this.manager.query(
      `INSERT INTO issuer_jwks_snapshots (issuer_id, fetched_at, jwks, change_number) VALUES ($1, $2, $3, $4)`,
      [issuerId, at, JSON.stringify({ keys }), changeNumber],
    );
  }
}
