import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { CredentialsQuery } from '@accord/contract/http';
import type { StoredCredential } from '../service-credentials/credential-view.js';

/** The place after which a page starts: what expires first comes first. */
export const ExpiryPosition = z.object({ expiresAt: z.int(), id: z.uuid() });
export type ExpiryPosition = z.infer<typeof ExpiryPosition>;

export interface CredentialFilter extends Pick<CredentialsQuery, 'search' | 'kind' | 'state'> {
  after: ExpiryPosition | undefined;
  take: number;
  now: number;
}

/** A credential with the names of what it belongs to: service and environment, or issuer. */
export type OwnedCredentialRow = StoredCredential & {
  service: string | null;
  environment: string | null;
  issuer: string | null;
};

/** Both kinds of credentials in one list; never a hash. */
@Injectable()
export class CredentialsRepository {
  constructor(private readonly dataSource: DataSource) {}

  list({ search, kind, state, after, take, now }: CredentialFilter): Promise<OwnedCredentialRow[]> {
    return this.dataSource.query<OwnedCredentialRow[]>(
      `SELECT id, name, prefix, created_at AS "createdAt", expires_at AS "expiresAt",
         last_used_at AS "lastUsedAt", revoked_at AS "revokedAt", service, environment, issuer
       FROM (
         SELECT c.id, c.name, c.prefix, c.created_at, c.expires_at, c.last_used_at, c.revoked_at,
           'service' AS kind, s.name AS service, e.name AS environment, NULL AS issuer
         FROM service_credentials c
         JOIN services s ON s.id = c.service_id
         JOIN environments e ON e.id = c.environment_id
         UNION ALL
         SELECT c.id, c.name, c.prefix, c.created_at, c.expires_at, c.last_used_at, c.revoked_at,
           'issuer', NULL, NULL, i.name
         FROM issuer_credentials c
         JOIN issuers i ON i.id = c.issuer_id
       ) AS credentials
       WHERE CASE
           WHEN revoked_at IS NOT NULL THEN 'revoked'
           WHEN expires_at <= $1 THEN 'expired'
           ELSE 'live'
         END = $2
         AND ($3::text IS NULL OR kind = $3)
         AND ($4::text IS NULL
           OR strpos(lower(concat_ws(' ', name, prefix, service, environment, issuer)), lower($4)) > 0)
         AND ($5::bigint IS NULL OR (expires_at, id) > ($5::bigint, $6::uuid))
       ORDER BY expires_at, id
       LIMIT $7`,
      [now, state, kind ?? null, search ?? null, after?.expiresAt ?? null, after?.id ?? null, take],
    );
  }
}
