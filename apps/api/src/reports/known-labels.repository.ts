import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { KnownLabels } from './known-labels.js';
import { OLDEST_WINDOW_SECONDS } from './report-window.js';

interface LabelRow {
  issuers: string[] | null;
  kids: string[] | null;
  algorithms: string[] | null;
  note_values: string[] | null;
}

// Contracts that were in force at some moment that a report can still speak of, and every key of their issuers:
// a late report names keys that are gone from the bundle by now.
const LABELS = `
  WITH numbered AS (
    SELECT contract, lead(published_at) OVER (PARTITION BY environment_id ORDER BY version) AS replaced_at
    FROM contract_versions WHERE service_id = $1
  ), contracts AS (
    SELECT contract FROM numbered WHERE replaced_at IS NULL OR replaced_at >= $2
  ), entries AS (
    SELECT entry FROM contracts, jsonb_path_query(contract, '$.issuers[*]') AS entry
  ), known AS (
    SELECT id FROM issuers WHERE issuer IN (SELECT entry->>'issuer' FROM entries)
  ), kids AS (
    SELECT kid FROM issuer_keys WHERE issuer_id IN (SELECT id FROM known)
    UNION SELECT kid FROM issuer_denied_kids WHERE issuer_id IN (SELECT id FROM known)
    UNION SELECT kid #>> '{}' FROM issuer_jwks_snapshots, jsonb_path_query(jwks, '$.keys[*].kid') AS kid
      WHERE issuer_id IN (SELECT id FROM known)
  )
  SELECT
    (SELECT array_agg(DISTINCT entry->>'issuer') FROM entries) AS issuers,
    (SELECT array_agg(kid) FROM kids) AS kids,
    (SELECT array_agg(DISTINCT alg #>> '{}') FROM entries, jsonb_path_query(entry, '$.algorithms[*]') AS alg)
      AS algorithms,
    (SELECT array_agg(DISTINCT value #>> '{}') FROM contracts, LATERAL (
      SELECT jsonb_path_query(contract, '$.claims.forbidden.names[*]')
      UNION ALL SELECT jsonb_path_query(contract, '$.authorization.routes[*].id')
    ) AS names (value)) AS note_values`;

@Injectable()
export class KnownLabelsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The closed lists of a service. `now`: epoch seconds. */
  async of(serviceId: string, now: number): Promise<KnownLabels> {
    const [row] = await this.dataSource.query<LabelRow[]>(LABELS, [serviceId, now - OLDEST_WINDOW_SECONDS]);
    return {
      issuers: new Set(row?.issuers),
      kids: new Set(row?.kids),
      algorithms: new Set(row?.algorithms),
      noteValues: new Set(row?.note_values),
    };
  }
}
