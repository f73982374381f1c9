import type { CutOffView } from '@accord/contract/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { namesIssuer } from '../issuers/iss-in-sql.js';

/** Reads the cut-offs of issuers in force. Who set them, when and why is in the log alone. */
@Injectable()
export class CutOffsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first, with whom each concerns. Heard of since `liveSince` (epoch seconds) is live. */
  list(liveSince: number): Promise<CutOffView[]> {
    return this.dataSource.query<CutOffView[]>(CUT_OFFS, [liveSince]);
  }
}

// Events of an issuer may set a cut-off beside something else, or leave it as it is: what they say of it decides.
// An issuer that was registered anew took its cut-off over from the archived one of its `iss`, whose events tell of it.
const CUT_OFFS = `
  SELECT issuers.name AS issuer, issuers.not_before, log.reason, log.at AS created_at, log.actor_name AS created_by,
    log.number AS change_number, reach.enforced_by, reach.reaches
  FROM issuers
  CROSS JOIN LATERAL (
    SELECT number, at, actor_name, reason
    FROM change_log CROSS JOIN LATERAL (SELECT convert_from(canonical, 'UTF8')::jsonb AS event) AS read
    WHERE object_id IN (SELECT same.id::text FROM issuers AS same WHERE same.issuer = issuers.issuer)
      AND action IN ('issuer.cut_off', 'issuer.cut_off_loosened', 'issuer.updated')
      AND event -> 'after' ->> 'not_before' = issuers.not_before::text
      AND event -> 'before' ->> 'not_before' IS DISTINCT FROM issuers.not_before::text
    ORDER BY number DESC LIMIT 1
  ) AS log
  CROSS JOIN LATERAL (
    SELECT count(*) AS reaches, count(*) FILTER (WHERE instances.applied_version >= log.number) AS enforced_by
    FROM published_contracts AS published
    JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
    JOIN instances ON instances.service_id = published.service_id
      AND instances.environment_id = published.environment_id
      AND instances.left_at IS NULL AND instances.last_seen_at >= $1
    WHERE ${namesIssuer('published.contract', 'issuers.issuer')}
  ) AS reach
  WHERE issuers.not_before IS NOT NULL AND issuers.archived_at IS NULL
  ORDER BY log.number DESC`;
