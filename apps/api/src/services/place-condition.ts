import type { FleetTrouble, ServiceQuery } from '@accord/contract/http';
import { ROLL_OUT_INTERVALS } from '../fleet/instance-status.js';
import { LIVE_SECONDS, NEWEST_BUNDLE, REMEMBERED_SECONDS } from './service-standing.repository.js';

/** What a place must be like for its service to be listed. */
export type PlaceFilter = Pick<ServiceQuery, 'environment' | 'contract' | 'draft' | 'fleet'>;

/** What is added to a query over `service`, with named parameters. */
export interface PlaceCondition {
  sql: string;
  parameters: Record<string, unknown>;
}

/**
 * There is one environment for which all of the filter holds; null when it asks for nothing. Troubles of the fleet mean
 * what the counts of the list mean. `now` in epoch seconds; `pollSeconds`: the interval of instances that do not say theirs.
 */
export function placeCondition(filter: PlaceFilter, now: number, pollSeconds: number): PlaceCondition | null {
  const { environment, contract, draft, fleet } = filter;
  const wanted = [
    contract &&
      `${contract === 'none' ? 'NOT ' : ''}EXISTS (SELECT FROM contract_versions AS version
      WHERE version.service_id = service.id AND version.environment_id = place.id)`,
    draft &&
      `EXISTS (SELECT FROM contract_drafts AS draft
      WHERE draft.service_id = service.id AND draft.environment_id = place.id)`,
    fleet && `(service.id, place.id) IN (${TROUBLED[fleet]})`,
  ].filter((sql) => sql !== undefined);
  if (wanted.length === 0) return null;
  if (environment !== undefined) wanted.push('place.name = :environment');
  return {
    sql: `EXISTS (SELECT FROM environments AS place WHERE ${wanted.join(' AND ')})`,
    parameters: {
      environment,
      live: now - LIVE_SECONDS,
      remembered: now - REMEMBERED_SECONDS,
      now,
      pollSeconds,
    },
  };
}

const CONCERNED = `SELECT instance.service_id, instance.environment_id FROM instances AS instance`;

const TROUBLED: Readonly<Record<FleetTrouble, string>> = {
  silent: `${CONCERNED} WHERE instance.left_at IS NULL
    AND instance.last_seen_at >= :remembered AND instance.last_seen_at < :live`,
  refused: `${CONCERNED} WHERE instance.left_at IS NULL AND instance.last_seen_at >= :live
    AND instance.error IS NOT NULL`,
  behind: `${CONCERNED}
    JOIN published_contracts AS published USING (service_id, environment_id)
    CROSS JOIN LATERAL (${NEWEST_BUNDLE}) AS bundle
    LEFT JOIN change_log AS changed ON changed.number = bundle.version
    WHERE instance.left_at IS NULL AND instance.last_seen_at >= :live AND instance.error IS NULL
      AND coalesce(instance.applied_version, 0) < bundle.version
      AND coalesce(:now - changed.at >= ${ROLL_OUT_INTERVALS} * coalesce(instance.interval_seconds, :pollSeconds), true)`,
};
