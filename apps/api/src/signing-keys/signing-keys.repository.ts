import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { RegisterEncryptionKey } from '@accord/contract/http';

type EncryptionJwk = RegisterEncryptionKey['jwk'];

/** Far more hand-overs than a signer can be behind; one that says another thing each time would add to its row for ever. */
const MOST_SWITCHES = 50;

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
   * Notes the first time that an instance says it signs with a key, for each activation of that key; repeats add nothing.
   * Which activation that is, it says with `activeSince`; without, it counts as the last one. The newest are kept. Once
   * one is forgotten, the instance counts as there from the beginning: it may have been handed any older key.
   */
  async applied(
    issuerId: string,
    instance: string,
    said: { kid: string; activeSince: number | null; at: number },
  ): Promise<void> {
    await this.manager.query(
      `UPDATE signer_instances s SET
         applied = jsonb_path_query_array(s.applied || said.switch, '$[last - ${MOST_SWITCHES - 1} to last]'),
         first_seen_at = CASE WHEN jsonb_array_length(s.applied) < ${MOST_SWITCHES} THEN s.first_seen_at ELSE 0 END
       FROM issuer_keys k, LATERAL (SELECT jsonb_build_object('kid', k.kid, 'at', $4::bigint,
         'activeSince', LEAST($5::bigint, COALESCE(k.active_since, 0))) AS switch) said
       WHERE k.issuer_id = s.issuer_id AND k.kid = $3 AND k.alg = s.alg AND s.issuer_id = $1 AND s.instance = $2
         AND (s.applied -> -1) - 'at' IS DISTINCT FROM said.switch - 'at'`,
      [issuerId, instance, said.kid, said.at, said.activeSince],
    );
  }
}
