import type { FleetTrouble, ServiceQuery } from '@accord/contract/http';
import { instanceStatusSql } from '../fleet/instance-status-sql.js';
import { NEWEST_BUNDLE, REMEMBERED_SECONDS } from './service-standing.repository.js';

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
      remembered: now - REMEMBERED_SECONDS,
      now,
      pollSeconds,
    },
  };
}

const ASKED = { instance: 'instance', now: ':now', pollSeconds: ':pollSeconds' };

const STATUS_BY_ITSELF = instanceStatusSql({ ...ASKED, version: 'NULL::bigint', since: 'NULL::bigint' });
const STATUS = instanceStatusSql({ ...ASKED, version: 'bundle.version', since: 'changed.at' });

const INSTANCES = `SELECT instance.service_id, instance.environment_id FROM instances AS instance`;
const REMEMBERED = `instance.last_seen_at >= :remembered`;
const byItself = (trouble: FleetTrouble) =>
  `${INSTANCES} WHERE ${REMEMBERED} AND ${STATUS_BY_ITSELF} = '${trouble}'`;

const TROUBLED: Readonly<Record<FleetTrouble, string>> = {
  silent: byItself('silent'),
  ahead: byItself('ahead'),
  refused: byItself('refused'),
  behind: `${INSTANCES}
    JOIN published_contracts AS published USING (service_id, environment_id)
    CROSS JOIN LATERAL (${NEWEST_BUNDLE}) AS bundle
    LEFT JOIN change_log AS changed ON changed.number = bundle.version
    WHERE ${REMEMBERED} AND ${STATUS} = 'behind'`,
};
