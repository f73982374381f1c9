import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PendingHeartbeat } from './heartbeat-book.js';

/** An instance as it is stored. Times are epoch seconds. */
export interface InstanceRow {
  instance: string;
  first_seen_at: number;
  last_seen_at: number;
  applied_version: number | null;
  error: string | null;
  sdk: string | null;
  interval_seconds: number | null;
  clock_skew_seconds: number | null;
  left_at: number | null;
}

/** With the last number of the change log at the same moment. */
export interface ListedInstance extends InstanceRow {
  head: number;
}

/** The place in the list after which a page begins. */
export interface InstancePosition {
  first_seen_at: number;
  instance: string;
}

// Two replicas hear of one instance: the later word counts, but for one from the future, which a wrong clock wrote. Sorted, so that their statements cannot deadlock.
const WRITE = `
  WITH used AS (
    UPDATE service_credentials c SET last_used_at = u.at
    FROM jsonb_to_recordset($2::jsonb) AS u (id uuid, at bigint)
    WHERE c.id = u.id AND coalesce(c.last_used_at, 0) < u.at
  )
  INSERT INTO instances AS i (service_id, environment_id, instance, first_seen_at, last_seen_at, applied_version,
    error, sdk, interval_seconds, trust, clock_skew_seconds, left_at, applied_at)
  SELECT service_id, environment_id, instance, last_seen_at, last_seen_at, applied_version, error, sdk,
    interval_seconds, trust, clock_skew_seconds, left_at,
    CASE WHEN applied_version IS NOT NULL THEN last_seen_at END
  FROM jsonb_to_recordset($1::jsonb) AS heard (service_id uuid, environment_id uuid, instance uuid,
    last_seen_at bigint, applied_version bigint, error text, sdk text, interval_seconds integer, trust text[],
    clock_skew_seconds integer, left_at bigint)
  ORDER BY service_id, environment_id, instance
  ON CONFLICT (service_id, environment_id, instance) DO UPDATE SET
    last_seen_at = excluded.last_seen_at, applied_version = excluded.applied_version, error = excluded.error,
    sdk = excluded.sdk, interval_seconds = excluded.interval_seconds, trust = excluded.trust,
    clock_skew_seconds = excluded.clock_skew_seconds, left_at = excluded.left_at,
    applied_at = CASE WHEN excluded.applied_version IS DISTINCT FROM i.applied_version
      THEN excluded.applied_at ELSE i.applied_at END
  WHERE excluded.last_seen_at >= i.last_seen_at OR i.last_seen_at > $3::bigint`;

const LIST = `
  SELECT instance, first_seen_at, last_seen_at, applied_version, error, sdk, interval_seconds, clock_skew_seconds,
    left_at, (SELECT number FROM change_log_head) AS head
  FROM instances
  WHERE service_id = $1 AND environment_id = $2
    AND ($3::bigint IS NULL OR (first_seen_at, instance) < ($3::bigint, $4::uuid))
  ORDER BY first_seen_at DESC, instance DESC LIMIT $5`;

@Injectable()
export class FleetRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes heartbeats and uses of credentials (epoch seconds by id) in one statement. `latest`: the last time, in epoch
   * seconds, that a right clock can have written; null when ours is not the one to judge.
   */
  async write(
    heartbeats: readonly PendingHeartbeat[],
    used: ReadonlyMap<string, number>,
    latest: number | null,
  ): Promise<void> {
    await this.dataSource.query(WRITE, [
      JSON.stringify(heartbeats.map(toRow)),
      JSON.stringify([...used].map(([id, at]) => ({ id, at }))),
      latest,
    ]);
  }

  /** Instances of a service × environment, those that came last first. */
  list(
    serviceId: string,
    environmentId: string,
    after: InstancePosition | null,
    limit: number,
  ): Promise<ListedInstance[]> {
    return this.dataSource.query<ListedInstance[]>(LIST, [
      serviceId,
      environmentId,
      after?.first_seen_at ?? null,
      after?.instance ?? null,
      limit,
    ]);
  }

  /** The ids behind two names; null when there is no such pair. Archived services are found. */
  async pair(
    service: string,
    environment: string,
  ): Promise<{ serviceId: string; environmentId: string } | null> {
    const [found] = await this.dataSource.query<{ serviceId: string; environmentId: string }[]>(
      `SELECT s.id AS "serviceId", e.id AS "environmentId" FROM services s, environments e
       WHERE s.name = $1 AND e.name = $2`,
      [service, environment],
    );
    return found ?? null;
  }

  /** How many that were heard from since `since` (epoch seconds) hold a version that the log has not reached. */
  async countAhead(since: number): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM instances
       WHERE left_at IS NULL AND last_seen_at >= $1 AND applied_version > (SELECT number FROM change_log_head)`,
      [since],
    );
    return row?.count ?? 0;
  }

  /** Forgets instances that were last heard from before `before` (epoch seconds). */
  async forget(before: number): Promise<void> {
    await this.dataSource.query('DELETE FROM instances WHERE last_seen_at < $1', [before]);
  }
}

function toRow({ serviceId, environmentId, heartbeat }: PendingHeartbeat): Record<string, unknown> {
  return {
    service_id: serviceId,
    environment_id: environmentId,
    instance: heartbeat.instance,
    last_seen_at: heartbeat.lastSeenAt,
    applied_version: heartbeat.appliedVersion,
    error: heartbeat.error,
    sdk: heartbeat.sdk,
    interval_seconds: heartbeat.intervalSeconds,
    trust: heartbeat.trust,
    clock_skew_seconds: heartbeat.clockSkewSeconds,
    left_at: heartbeat.leftAt,
  };
}
