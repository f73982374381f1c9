import { Injectable } from '@nestjs/common';
import type { BundleKeyView } from '@accord/contract/http';
import { EntityManager } from 'typeorm';
import { JITTER, TRIES } from '../fleet/instance-status.js';

/** Who pins one bundle key. */
export type Pins = Pick<BundleKeyView, 'pinned_by' | 'needed_by'>;

/** Who pins which bundle key, and of how many instances. */
export interface PinsByKey {
  readonly instances: number;
  readonly pins: ReadonlyMap<string, Pins>;
}

/** An instance that is silent for longer is not waited for. */
const DAY_SECONDS = 86_400;
const NAMED = 20;

/**
 * Instances that count: not left, and heard from within a day (or three of their intervals). For a day after the API
 * itself was away all count that have not left: their silence tells nothing.
 */
const COUNTED = `WITH counted AS (
  SELECT s.name AS service, e.name AS environment, i.instance, i.last_seen_at, i.trust
  FROM instances i
  JOIN services s ON s.id = i.service_id AND s.archived_at IS NULL
  JOIN environments e ON e.id = i.environment_id
  WHERE i.left_at IS NULL AND (
    $1::bigint - i.last_seen_at <= greatest(${DAY_SECONDS}, coalesce(i.interval_seconds, 0) * ${JITTER * TRIES})
    OR EXISTS (SELECT FROM api_liveness WHERE up_since > $1::bigint - ${DAY_SECONDS}))
)`;

const PINNED = `${COUNTED}
  SELECT k.kid, count(*) FILTER (WHERE k.kid = ANY(c.trust)) AS pinned_by, count(c.instance) AS instances
  FROM unnest($2::text[]) AS k (kid) LEFT JOIN counted c ON true GROUP BY k.kid`;

/** `$3`: the keys in use, newest first; those who do not say what they pin get the first. */
const NEEDED = `${COUNTED}, needed AS (
  SELECT k.kid, c.service, c.environment, c.instance, c.last_seen_at, count(*) OVER by_key AS count,
    row_number() OVER (by_key ORDER BY c.service, c.environment, c.instance) AS place
  FROM unnest($2::text[]) AS k (kid)
  JOIN counted c ON (k.kid = ANY(c.trust) AND NOT c.trust && array_remove($3::text[], k.kid))
    OR (c.trust = '{}' AND k.kid = ($3::text[])[1])
  WINDOW by_key AS (PARTITION BY k.kid)
)
SELECT * FROM needed WHERE place <= ${NAMED} ORDER BY kid, place`;

interface PinnedRow {
  kid: string;
  pinned_by: number;
  instances: number;
}
interface NeededRow {
  kid: string;
  service: string;
  environment: string;
  instance: string;
  last_seen_at: number;
  count: number;
}

/** Tells from heartbeats which instances pin which bundle keys. */
@Injectable()
export class PinsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): PinsRepository {
    return new PinsRepository(manager);
  }

  /** By key. `inUse`: the keys that sign, newest first. `now`: epoch seconds. */
  async of(kids: readonly string[], inUse: readonly string[], now: number): Promise<PinsByKey> {
    const pinned = await this.manager.query<PinnedRow[]>(PINNED, [now, kids]);
    const needed = await this.manager.query<NeededRow[]>(NEEDED, [now, kids, inUse]);
    const pins = pinned.map(({ kid, pinned_by }): [string, Pins] => {
      const rows = needed.filter((row) => row.kid === kid);
      const instances = rows.map(({ service, environment, instance, last_seen_at }) => ({
        service,
        environment,
        instance,
        last_seen_at,
      }));
      return [kid, { pinned_by, needed_by: { count: rows[0]?.count ?? 0, instances } }];
    });
    return { instances: pinned[0]?.instances ?? 0, pins: new Map(pins) };
  }
}
