import { Injectable } from '@nestjs/common';
import type { InstanceStatus } from '@accord/contract/http';
import { EntityManager } from 'typeorm';
import { instanceStatusSql } from '../fleet/instance-status-sql.js';
import { grainsWithin } from '../verdict-sums/grains.js';
import { planSums } from '../verdict-sums/sums-plan.js';
import { verdictSource } from '../verdict-sums/verdict-source.js';

/** An instance that was not heard from for this long does not run any more what it ran, as far as anybody knows. */
export const LIVE_SECONDS = 600;
/** An instance that was silent for this long is forgotten by the counts. */
export const REMEMBERED_SECONDS = 86_400;
export const MINUTES_SHOWN = 60;

/** How one service stands in one environment; `version` and its neighbours are null while nothing is published. */
export interface StandingRow {
  service_id: string;
  environment_id: string;
  environment: string;
  version: number | null;
  hash: string | null;
  published_at: number | null;
  published_by: string | null;
  reason: string | null;
  enforcement: 'enforce' | 'report_only' | null;
  bundle_version: number | null;
  has_draft: boolean;
  /** How many instances have each status; those that stopped or are forgotten left out. */
  instances: Partial<Record<InstanceStatus, number>>;
}

/** Verdicts in one minute; `minute` counts from 0, the oldest one shown. */
export interface MinuteRow {
  service_id: string;
  environment_id: string;
  minute: number;
  accepted: number;
  refused: number;
}

/**
 * What the services page shows beside the service itself, for one page of services at once: two statements, however
 * many services there are.
 */
@Injectable()
export class ServiceStandingRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): ServiceStandingRepository {
    return new ServiceStandingRepository(manager);
  }

  /**
   * One row for every service × environment, in the order of the environments. `now` in epoch seconds; `pollSeconds`:
   * the interval of instances that do not say theirs.
   */
  standing(serviceIds: readonly string[], now: number, pollSeconds: number): Promise<StandingRow[]> {
    return this.manager.query<StandingRow[]>(STANDING, [
      serviceIds,
      now - REMEMBERED_SECONDS,
      now,
      pollSeconds,
    ]);
  }

  /** `from`: epoch seconds, where the first of the last 60 minutes begins. Minutes without a verdict have no row. */
  minutes(serviceIds: readonly string[], from: number): Promise<MinuteRow[]> {
    return this.manager.query<MinuteRow[]>(minutesSql(from), [serviceIds]);
  }
}

/**
 * The version of the bundle of `published`: the highest change of the contract and of its issuers. Archived issuers with the
 * `iss` of a live one do not raise it: they took their last change before that one was registered.
 */
export const NEWEST_BUNDLE = `
    SELECT greatest(published.change_number, max(issuer.change_number)) AS version
    FROM jsonb_array_elements(published.contract -> 'issuers') AS named
    JOIN issuers AS issuer ON issuer.issuer = named ->> 'issuer'`;

const STATUS = instanceStatusSql({
  instance: 'instances',
  now: '$3',
  pollSeconds: '$4',
  version: 'bundle.version',
  since: 'changed.at',
});

const STANDING = `
  SELECT service.id AS service_id, environment.id AS environment_id, environment.name AS environment,
    published.version, published.hash, published.published_at, published.published_by, published.reason,
    published.contract ->> 'enforcement' AS enforcement, bundle.version AS bundle_version,
    EXISTS (SELECT FROM contract_drafts AS draft
      WHERE draft.service_id = service.id AND draft.environment_id = environment.id) AS has_draft,
    coalesce(standing.instances, '{}') AS instances
  FROM unnest($1::uuid[]) AS service (id)
  CROSS JOIN environments AS environment
  LEFT JOIN LATERAL (
    SELECT * FROM contract_versions AS version
    WHERE version.service_id = service.id AND version.environment_id = environment.id
    ORDER BY version.version DESC LIMIT 1
  ) AS published ON true
  CROSS JOIN LATERAL (${NEWEST_BUNDLE}) AS bundle
  LEFT JOIN change_log AS changed ON changed.number = bundle.version
  CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(counted.status, counted.count) AS instances FROM (
      SELECT ${STATUS} AS status, count(*) AS count FROM instances
      WHERE instances.service_id = service.id AND instances.environment_id = environment.id
        AND left_at IS NULL AND last_seen_at >= $2
      GROUP BY 1
    ) AS counted
  ) AS standing
  ORDER BY service.id, environment.position, environment.name`;

// The last hour is always among the minutes that are added up ahead.
function minutesSql(from: number): string {
  const range = { from, to: from + MINUTES_SHOWN * 60 };
  return `
  SELECT verdict.service_id, verdict.environment_id, (verdict.window_start - ${from}) / 60 AS minute,
    coalesce(sum(verdict.count) FILTER (WHERE verdict.outcome = 'accepted'), 0)::bigint AS accepted,
    coalesce(sum(verdict.count) FILTER (WHERE verdict.outcome <> 'accepted'), 0)::bigint AS refused
  FROM ${verdictSource(planSums(range, grainsWithin(60), from), 'services', range)} AS verdict
  WHERE verdict.service_id = ANY ($1::uuid[]) AND verdict.mode <> 'shadow'
  GROUP BY 1, 2, 3`;
}
