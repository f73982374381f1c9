import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { RegisterEncryptionKey } from '@accord/contract/http';

type EncryptionJwk = RegisterEncryptionKey['jwk'];

/** Encryption keys of signers, and which signer uses which key. */
@Injectable()
export class SigningKeysRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): SigningKeysRepository {
    return new SigningKeysRepository(manager);
  }

  async encryptionKey(issuerId: string, credentialId: string): Promise<EncryptionJwk | null> {
    const [row] = await this.manager.query<{ jwk: EncryptionJwk }[]>(
      'SELECT jwk FROM issuer_encryption_keys WHERE issuer_id = $1 AND credential_id = $2',
      [issuerId, credentialId],
    );
    return row?.jwk ?? null;
  }

  async putEncryptionKey(
    issuerId: string,
    credentialId: string,
    jwk: EncryptionJwk,
    at: number,
  ): Promise<void> {
    await this.manager.query(
      `INSERT INTO issuer_encryption_keys (issuer_id, credential_id, jwk, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (issuer_id, credential_id) DO UPDATE SET jwk = excluded.jwk, created_at = excluded.created_at`,
      [issuerId, credentialId, JSON.stringify(jwk), at],
    );
  }

  /** Notes that a signer instance runs, for each algorithm that the issuer signs with; null `left` when it goes on. */
  async seen(
    issuerId: string,
    instance: string,
    algorithms: readonly string[],
    at: number,
    leaving: boolean,
  ): Promise<void> {
    await this.manager.query(
      `INSERT INTO signer_instances (issuer_id, instance, alg, first_seen_at, last_seen_at, left_at)
       SELECT $1, $2, alg, $4, $4, CASE WHEN $5 THEN $4::bigint END FROM unnest($3::text[]) AS alg
       ON CONFLICT (issuer_id, instance, alg)
         DO UPDATE SET last_seen_at = excluded.last_seen_at, left_at = excluded.left_at`,
      [issuerId, instance, algorithms, at, leaving],
    );
  }

  /**
   * Notes the first time that an instance says it signs with a key. Repeats add nothing, except the first after another
   * key was deactivated: a key that was taken back is acknowledged anew, or nobody could tell who still signs with that other.
   */
  async applied(issuerId: string, instance: string, kid: string, at: number): Promise<void> {
    await this.manager.query(
      `UPDATE signer_instances s SET applied = s.applied || jsonb_build_array(jsonb_build_object('kid', $3::text, 'at', $4::bigint))
       FROM issuer_keys k
       WHERE k.issuer_id = s.issuer_id AND k.kid = $3 AND k.alg = s.alg AND s.issuer_id = $1 AND s.instance = $2
         AND (s.applied -> -1 ->> 'kid' IS DISTINCT FROM $3
              OR (s.applied -> -1 ->> 'at')::bigint < (
                SELECT max(o.deactivated_at) FROM issuer_keys o
                WHERE o.issuer_id = k.issuer_id AND o.alg = k.alg AND o.kid <> k.kid))`,
      [issuerId, instance, kid, at],
    );
  }
}
