import { Injectable } from '@nestjs/common';
import type { FleetQuery, FleetSort, InstanceStatus } from '@accord/contract/http';
import { DataSource } from 'typeorm';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { CHANGE_CONCERNS } from './change-concerns.js';
import type { InstanceRow } from './fleet.repository.js';
import { instanceStatusSql } from './instance-status-sql.js';

/** What a place should enforce, and since when (epoch seconds). */
export interface DesiredVersion {
  readonly serviceId: string;
  readonly environmentId: string;
  readonly version: number;
  readonly since: number;
}

export interface FleetRow extends InstanceRow {
  service_id: string;
  environment_id: string;
  service: string;
  environment: string;
  status: InstanceStatus;
  desired_version: number | null;
  /** what the list is ordered by */
  sort_key: string;
}

/** The place in the list after which a page begins. */
export type FleetPosition = Pick<FleetRow, 'sort_key' | 'service_id' | 'environment_id' | 'instance'>;

export interface FleetFilter extends Pick<
  FleetQuery,
  'search' | 'environment' | 'status' | 'lacks' | 'sort' | 'limit'
> {
  readonly after: FleetPosition | null;
}

/** The state of the world that a status follows from. Seconds. */
export interface FleetMoment {
  readonly desired: readonly DesiredVersion[];
  readonly now: number;
  readonly pollSeconds: number;
}

const STATUS = instanceStatusSql({
  instance: 'i',
  now: '$5',
  pollSeconds: '$6',
  version: 'd.version',
  since: 'd.since',
});

const FLEET = `WITH fleet AS (
  SELECT i.*, s.name AS service, e.name AS environment, d.version AS desired_version, ${STATUS} AS status
  FROM instances i
  JOIN services s ON s.id = i.service_id AND s.archived_at IS NULL
  JOIN environments e ON e.id = i.environment_id
  LEFT JOIN unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS d (service_id, environment_id, version, since)
    ON d.service_id = i.service_id AND d.environment_id = i.environment_id
  WHERE ($7::text IS NULL OR e.name = $7)
    AND ($8::text IS NULL OR strpos(lower(s.name || ' ' || s.title), lower($8)) > 0
      OR starts_with(i.instance::text, lower($8)))
    AND ($9::bigint IS NULL OR i.left_at IS NULL AND i.last_seen_at >= $5 - ${LIVE_SECONDS} AND coalesce(i.applied_version, 0) < $9
      AND EXISTS (SELECT FROM change_log AS change JOIN published_contracts AS published ON ${CHANGE_CONCERNS}
        WHERE change.number = $9 AND published.service_id = i.service_id AND published.environment_id = i.environment_id))
)`;

/** Ascending everywhere, as text in code-unit order, so that one cursor fits all. */
const SORT_KEYS: Readonly<Record<FleetSort, string>> = {
  attention: `array_position(ARRAY['ahead','refused','behind','silent','rolling_out','in_sync','stopped'], status)::text`,
  service: 'service',
  last_seen: `lpad((9999999999 - last_seen_at)::text, 10, '0')`,
  clock_skew: `lpad((9999999999 - abs(coalesce(clock_skew_seconds, 0)))::text, 10, '0')`,
};

/** The whole fleet, filtered, ordered and paged by the database. */
@Injectable()
export class FleetListRepository {
  constructor(private readonly dataSource: DataSource) {}

  async page(filter: FleetFilter, moment: FleetMoment): Promise<FleetRow[]> {
    const { after, status, limit } = filter;
    return this.dataSource.query<FleetRow[]>(
      `${FLEET}, keyed AS (
         SELECT *, (${SORT_KEYS[filter.sort]}) COLLATE "C" AS sort_key FROM fleet WHERE $10::text IS NULL OR status = $10
       )
       SELECT * FROM keyed
       WHERE $11::text IS NULL
         OR (sort_key, service_id, environment_id, instance) > ($11::text COLLATE "C", $12::uuid, $13::uuid, $14::uuid)
       ORDER BY sort_key, service_id, environment_id, instance LIMIT $15`,
      [
        ...parameters(filter, moment),
        status ?? null,
        after?.sort_key ?? null,
        after?.service_id ?? null,
        after?.environment_id ?? null,
        after?.instance ?? null,
        limit + 1,
      ],
    );
  }

  /** How many there are of each status, under the other filters. */
  async counts(filter: FleetFilter, moment: FleetMoment): Promise<Map<InstanceStatus, number>> {
    const rows = await this.dataSource.query<{ status: InstanceStatus; count: number }[]>(
      `${FLEET} SELECT status, count(*) AS count FROM fleet GROUP BY status`,
      parameters(filter, moment),
    );
    return new Map(rows.map(({ status, count }) => [status, count]));
  }
}

function parameters(
  { environment, search, lacks }: FleetFilter,
  { desired, now, pollSeconds }: FleetMoment,
): unknown[] {
  return [
    desired.map((entry) => entry.serviceId),
    desired.map((entry) => entry.environmentId),
    desired.map((entry) => entry.version),
    desired.map((entry) => entry.since),
    now,
    pollSeconds,
    environment ?? null,
    search ?? null,
    lacks ?? null,
  ];
}
