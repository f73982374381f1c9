import { Injectable } from '@nestjs/common';
import type { SignerInstance } from '@accord/rotation';
import { EntityManager } from 'typeorm';
import { namesIssuer } from '../issuers/iss-in-sql.js';

const DAY = 86_400;

/** One instance of a service whose contract names the issuer. Times are epoch seconds. */
export interface FleetRow {
  /** Its name for itself is one only within its service and environment: what it reports is found by this. */
  id: string;
  service: string;
  environment: string;
  instance: string;
  appliedVersion: number | null;
  firstSeenAt: number;
  lastSeenAt: number;
  intervalSeconds: number | null;
  leaving: boolean;
}

const VERIFIER = 'service_id, environment_id, instance';
const ID = `concat_ws('/', ${VERIFIER})`;

/** Services × environments whose contract in force names the issuer `$1`. */
const BOUND = `
  published_contracts p
  JOIN services s ON s.id = p.service_id AND s.archived_at IS NULL
  JOIN environments e ON e.id = p.environment_id
  WHERE ${namesIssuer('p.contract', '$1::text')}`;

/** What the world told about an issuer's keys: the fleet, its reports, its signers. */
@Injectable()
export class RotationFactsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): RotationFactsRepository {
    return new RotationFactsRepository(manager);
  }

  /** Instances heard from in the last two days (older ones decide nothing). */
  fleet(issuer: string, now: number): Promise<FleetRow[]> {
    return this.manager.query(
      `SELECT ${ID} AS id, bound.service, bound.environment, i.instance, i.applied_version AS "appliedVersion",
         i.first_seen_at AS "firstSeenAt", i.last_seen_at AS "lastSeenAt", i.interval_seconds AS "intervalSeconds",
         i.left_at IS NOT NULL AS leaving
       FROM instances i
       JOIN (SELECT p.service_id, p.environment_id, s.name AS service, e.name AS environment FROM ${BOUND}) bound
         USING (service_id, environment_id)
       WHERE i.last_seen_at > $2
       ORDER BY bound.service, bound.environment, i.instance`,
      [issuer, now - 2 * DAY],
    );
  }

  /** Contracts in force that name the issuer without this algorithm, as `service/environment`. */
  async contractsRefusing(issuer: string, alg: string): Promise<string[]> {
    const rows = await this.manager.query<{ name: string }[]>(
      `SELECT s.name || '/' || e.name AS name FROM ${BOUND}
         AND NOT p.contract -> 'issuers'
           @> jsonb_build_array(jsonb_build_object('issuer', $1::text, 'algorithms', jsonb_build_array($2::text)))
       ORDER BY 1`,
      [issuer, alg],
    );
    return rows.map((row) => row.name);
  }

  /**
   * By `id` of an instance: the end of the window in its last report, which at worst is an older one sent late. As reports
   * are numbered that is one look into the index for each instance, however much it reports.
   */
  async reportedUntil(since: number): Promise<Map<string, number>> {
    const rows = await this.manager.query<{ id: string; until: number }[]>(
      `SELECT ${ID} AS id, last.window_end AS until
       FROM instances i CROSS JOIN LATERAL (
         SELECT r.window_end FROM reports r
         WHERE (r.service_id, r.environment_id, r.instance) = (i.service_id, i.environment_id, i.instance)
           AND r.window_start > $1
         ORDER BY r.sequence DESC LIMIT 1) last
       WHERE i.last_seen_at > $1`,
      [since],
    );
    return new Map(rows.map(({ id, until }) => [id, until]));
  }

  /** By `id` of an instance and kid: the end of the newest reported window in which a token under that kid was accepted. */
  async acceptedUntil(issuer: string, since: number): Promise<Map<string, Record<string, number>>> {
    const rows = await this.manager.query<{ id: string; kid: string; until: number }[]>(
      `SELECT ${ID} AS id, v.kid, max(r.window_end) AS until
       FROM verdict_counts v
       JOIN reports r USING (service_id, environment_id, window_start, instance, sequence)
       WHERE v.window_start > $2 AND v.issuer = $1 AND v.outcome = 'accepted' AND v.mode <> 'shadow'
       GROUP BY ${VERIFIER}, v.kid`,
      [issuer, since],
    );
    const found = new Map<string, Record<string, number>>();
    for (const { id, kid, until } of rows) found.set(id, { ...found.get(id), [kid]: until });
    return found;
  }

  signers(issuerId: string, alg: string, now: number): Promise<SignerInstance[]> {
    return this.manager.query(
      `SELECT instance, first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt", left_at IS NOT NULL AS leaving, applied
       FROM signer_instances WHERE issuer_id = $1 AND alg = $2 AND last_seen_at > $3 ORDER BY instance`,
      [issuerId, alg, now - 2 * DAY],
    );
  }

  async apiUpSince(now: number): Promise<number> {
    const [row] = await this.manager.query<{ up_since: number }[]>('SELECT up_since FROM api_liveness');
    return row?.up_since ?? now;
  }

  /**
   * Notes that heartbeats are being received. A gap longer than `toleratedSeconds` starts a new period, in which
   * the fleet has to be heard from again before it counts as acknowledged.
   */
  async beat(now: number, toleratedSeconds: number): Promise<void> {
    await this.manager.query(
      `INSERT INTO api_liveness (up_since, last_beat_at) VALUES ($1, $1)
       ON CONFLICT (only_row) DO UPDATE SET
         up_since = CASE WHEN $1 - api_liveness.last_beat_at > $2 THEN $1 ELSE api_liveness.up_since END,
         last_beat_at = greatest(api_liveness.last_beat_at, $1)`,
      [now, toleratedSeconds],
    );
  }
}
