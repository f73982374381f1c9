import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { BUNDLE_ACTIONS } from './bundle-actions.js';

/** A change that did not come everywhere for so long is not watched any more. Seconds. */
const WATCH_SECONDS = 3600;

/**
 * Notes when a change had come to every live instance that it concerns. It has to be seen as it happens: an instance says
 * what it runs, and soon runs something later.
 */
@Injectable()
export class ReachNotes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** To be run every few seconds: by so much a time may be late. */
  async note(): Promise<void> {
    const now = this.clock.nowSeconds();
    const watched = await this.dataSource.query<{ number: number }[]>(WATCHED, [
      now - WATCH_SECONDS,
      [...BUNDLE_ACTIONS],
    ]);
    if (watched.length === 0) return;
    await this.dataSource.query(NOTE, [watched.map(({ number }) => number), now - LIVE_SECONDS]);
  }
}

const WATCHED = `
  SELECT number FROM change_log
  WHERE at >= $1 AND action = ANY($2)
    AND NOT EXISTS (SELECT FROM change_reach WHERE change_reach.number = change_log.number)`;

// Everything of an issuer together, and then each event beside it: the contracts are read once, however many events wait.
const NOTE = `
  WITH places AS MATERIALIZED (
    SELECT published.service_id, published.environment_id, published.contract -> 'issuers' AS issuers,
      fleet.lowest, fleet.latest, fleet.instances
    FROM (
      SELECT service_id, environment_id, min(coalesce(applied_version, 0)) AS lowest, max(applied_at) AS latest,
        count(*) AS instances
      FROM instances WHERE left_at IS NULL AND last_seen_at >= $2
      GROUP BY service_id, environment_id
    ) AS fleet
    JOIN published_contracts AS published USING (service_id, environment_id)
    JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
  ), of_issuers AS (
    SELECT issuers.id, min(places.lowest) AS lowest, max(places.latest) AS latest, sum(places.instances) AS instances
    FROM places
    CROSS JOIN LATERAL jsonb_array_elements(places.issuers) AS named
    JOIN issuers ON issuers.issuer = named ->> 'issuer'
    GROUP BY issuers.id
  ), come AS (
    SELECT log.number, places.latest, places.instances
    FROM change_log AS log
    JOIN places ON places.service_id = log.service_id AND places.environment_id = log.environment_id
    WHERE log.number = ANY($1) AND places.lowest >= log.number
    UNION ALL
    SELECT log.number, of_issuers.latest, of_issuers.instances
    FROM change_log AS log
    JOIN of_issuers ON of_issuers.id = log.issuer_id
    WHERE log.number = ANY($1) AND log.service_id IS NULL AND of_issuers.lowest >= log.number
  )
  INSERT INTO change_reach (number, reached_at, instances)
  SELECT number, latest, instances FROM come WHERE latest IS NOT NULL
  ON CONFLICT (number) DO NOTHING`;
