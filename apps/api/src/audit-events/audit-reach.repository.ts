import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditReach } from '@accord/contract/http';
import type { LogRow } from './audit-events.repository.js';

type Reach = Pick<AuditReach, 'reaches' | 'enforced_by' | 'reached'>;

/** Compares what instances say that they run with an event's number. */
@Injectable()
export class AuditReachRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Heard of since `liveSince` (epoch seconds) is live. */
  async of(
    event: Pick<LogRow, 'number' | 'service_id' | 'environment_id' | 'issuer_id'>,
    liveSince: number,
  ): Promise<Reach> {
    const [reach] = await this.dataSource.query<Reach[]>(REACH, [
      event.number,
      event.service_id,
      event.environment_id,
      event.issuer_id,
      liveSince,
    ]);
    return reach ?? { reaches: 0, enforced_by: 0, reached: null };
  }
}

const REACH = `
  SELECT count(*) AS reaches,
    count(*) FILTER (WHERE instances.applied_version >= $1) AS enforced_by,
    (SELECT json_build_object('at', reached_at, 'instances', instances) FROM change_reach WHERE number = $1) AS reached
  FROM published_contracts AS published
  JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
  JOIN instances ON instances.service_id = published.service_id
    AND instances.environment_id = published.environment_id
    AND instances.left_at IS NULL AND instances.last_seen_at >= $5
  WHERE ($2::uuid IS NULL OR published.service_id = $2)
    AND ($3::uuid IS NULL OR published.environment_id = $3)
    AND ($4::uuid IS NULL OR published.contract -> 'issuers' @> (
      SELECT jsonb_build_array(jsonb_build_object('issuer', issuers.issuer)) FROM issuers WHERE issuers.id = $4))`;
