import type { KnownIssuer } from '@accord/policy';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { ISSUERS_MEANT } from '../issuers/iss-in-sql.js';

/** Which issuers Accord keeps or observes, with their keys. `within` gives the same repository inside a transaction. */
@Injectable()
export class KnownIssuersRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): KnownIssuersRepository {
    return new KnownIssuersRepository(manager);
  }

  /** Those of the `iss` values that are registered, archived ones too. */
  among(issuers: readonly string[]): Promise<KnownIssuer[]> {
    return this.manager.query<KnownIssuer[]>(KNOWN, [issuers]);
  }
}

// Of a managed issuer the keys that verify tokens now or soon, of an external one what was fetched last.
const KNOWN = `
  SELECT issuers.issuer, issuers.kind, issuers.archived_at IS NOT NULL AS archived,
    coalesce(CASE issuers.kind WHEN 'managed' THEN managed.keys ELSE fetched.keys END, '[]'::jsonb) AS keys
  FROM ${ISSUERS_MEANT}
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'kty', public_jwk -> 'kty', 'crv', public_jwk -> 'crv', 'alg', alg)) ORDER BY kid) AS keys
    FROM issuer_keys
    WHERE issuer_id = issuers.id AND state IN ('pre_active', 'published', 'active', 'deactivated')
  ) AS managed ON true
  LEFT JOIN LATERAL (
    SELECT jwks -> 'keys' AS keys FROM issuer_jwks_snapshots
    WHERE issuer_id = issuers.id ORDER BY change_number DESC LIMIT 1
  ) AS fetched ON true`;
