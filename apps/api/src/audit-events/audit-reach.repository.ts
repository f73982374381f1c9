import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditReach } from '@accord/contract/http';
import { CHANGE_CONCERNS } from '../fleet/change-concerns.js';

type Reach = Pick<AuditReach, 'reaches' | 'enforced_by' | 'reached'>;

/** Compares what instances say that they run with an event's number. */
@Injectable()
export class AuditReachRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Heard of since `liveSince` (epoch seconds) is live. */
  async of(number: number, liveSince: number): Promise<Reach> {
    const [reach] = await this.dataSource.query<Reach[]>(REACH, [number, liveSince]);
    return reach ?? { reaches: 0, enforced_by: 0, reached: null };
  }
}

const REACH = `
  SELECT count(*) AS reaches,
    count(*) FILTER (WHERE instances.applied_version >= $1) AS enforced_by,
    (SELECT json_build_object('at', reached_at, 'instances', instances) FROM change_reach WHERE number = $1) AS reached
  FROM change_log AS change
  JOIN published_contracts AS published ON ${CHANGE_CONCERNS}
  JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
  JOIN instances ON instances.service_id = published.service_id
    AND instances.environment_id = published.environment_id
    AND instances.left_at IS NULL AND instances.last_seen_at >= $2
  WHERE change.number = $1`;
