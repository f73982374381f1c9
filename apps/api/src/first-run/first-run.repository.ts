import { Injectable } from '@nestjs/common';
import type { FirstRunPlace, FirstRunView } from '@accord/contract/http';
import { DataSource } from 'typeorm';

/** Of each trace that a place can leave, so many places are looked at: this is for the first ones, not for thousands. */
const LOOKED_AT = 5;

// The oldest instances had most time to see a good and a bad token; of everything else the newest is being worked on.
const FURTHEST = `
  WITH trace AS (
    (SELECT service_id, environment_id FROM instances GROUP BY 1, 2 ORDER BY min(first_seen_at) LIMIT ${LOOKED_AT})
    UNION
    (SELECT service_id, environment_id FROM service_credentials GROUP BY 1, 2 ORDER BY max(created_at) DESC LIMIT ${LOOKED_AT})
    UNION
    (SELECT service_id, environment_id FROM contract_versions GROUP BY 1, 2 ORDER BY max(published_at) DESC LIMIT ${LOOKED_AT})
    UNION
    (SELECT service_id, environment_id FROM contract_drafts ORDER BY updated_at DESC LIMIT ${LOOKED_AT})
    UNION
    (SELECT s.id, e.id FROM services s CROSS JOIN environments e WHERE s.archived_at IS NULL
     ORDER BY s.created_at DESC, e.position LIMIT 1)
  ), place AS (
    SELECT s.name AS service, e.name AS environment, s.created_at, e.position,
      EXISTS (SELECT FROM contract_drafts d WHERE d.service_id = s.id AND d.environment_id = e.id) AS has_draft,
      EXISTS (SELECT FROM contract_versions v WHERE v.service_id = s.id AND v.environment_id = e.id) AS published,
      EXISTS (SELECT FROM service_credentials c WHERE c.service_id = s.id AND c.environment_id = e.id
        AND c.revoked_at IS NULL AND c.expires_at > $1) AS credential,
      (SELECT count(*) FROM instances i WHERE i.service_id = s.id AND i.environment_id = e.id) AS instances,
      EXISTS (SELECT FROM verdict_counts v WHERE v.service_id = s.id AND v.environment_id = e.id
        AND v.mode <> 'shadow' AND v.outcome = 'accepted') AS accepted,
      EXISTS (SELECT FROM verdict_counts v WHERE v.service_id = s.id AND v.environment_id = e.id
        AND v.mode <> 'shadow' AND v.outcome <> 'accepted') AS refused
    FROM trace JOIN services s ON s.id = trace.service_id AND s.archived_at IS NULL
    JOIN environments e ON e.id = trace.environment_id
  )
  SELECT * FROM place
  ORDER BY published::int + credential::int + (instances > 0)::int + accepted::int + refused::int DESC,
    has_draft DESC, created_at DESC, position
  LIMIT 1`;

// The contract that is in force there, or the draft of the first one.
const OF_PLACE = `
  WITH contract AS (
    SELECT COALESCE(
      (SELECT v.contract FROM contract_versions v WHERE v.service_id = s.id AND v.environment_id = e.id
       ORDER BY v.version DESC LIMIT 1),
      (SELECT d.contract FROM contract_drafts d WHERE d.service_id = s.id AND d.environment_id = e.id)
    ) AS contract
    FROM services s CROSS JOIN environments e WHERE s.name = $1 AND s.archived_at IS NULL AND e.name = $2
  )
  SELECT i.name, i.kind, i.issuer, i.last_fetched_at, i.last_fetch_error FROM issuers i
  WHERE i.archived_at IS NULL
  ORDER BY EXISTS (
    SELECT FROM contract
    WHERE contract @> jsonb_build_object('issuers', jsonb_build_array(jsonb_build_object('issuer', i.issuer)))
  ) DESC, i.created_at DESC, i.name
  LIMIT 1`;

/** Reads how far the first steps have come. */
@Injectable()
export class FirstRunRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** `now` in epoch seconds. */
  async furthestPlace(now: number): Promise<FirstRunPlace | null> {
    const [place] = await this.dataSource.query<FirstRunPlace[]>(FURTHEST, [now]);
    return place ?? null;
  }

  /** One that the contract of the place names; else the newest. */
  async issuerOf(place: FirstRunPlace | null): Promise<FirstRunView['issuer']> {
    const [issuer] = await this.dataSource.query<NonNullable<FirstRunView['issuer']>[]>(OF_PLACE, [
      place?.service,
      place?.environment,
    ]);
    return issuer ?? null;
  }
}
