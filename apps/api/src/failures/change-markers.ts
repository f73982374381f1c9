import type { FailuresQuery } from '@accord/contract/http';
import type { EntityManager } from 'typeorm';
import type { AskedPlaces } from './failures.query.js';

export interface MarkerRow {
  at: number;
  change_number: number;
  action: string;
  label: string;
}

const MOST_MARKERS = 200;
/** What changes verdicts beside revocations: publications, every step of a key, and the cut-off of an issuer. */
const CHANGES = `(c.object_kind IN ('contract', 'issuer_key', 'key') OR c.action IN ('issuer.cut_off', 'issuer.cut_off_loosened'))`;
const REVOCATIONS = `c.action IN ('revocation.created', 'revocation.lifted')`;

/** The issuers of every contract that was in force at some time between $1 and $2. */
const NAMED_ISSUERS = `
  SELECT i.id FROM contract_versions v
  CROSS JOIN LATERAL jsonb_array_elements(v.contract -> 'issuers') AS named
  JOIN issuers i ON i.issuer = named ->> 'issuer'
  WHERE v.service_id = ANY ($3) AND ($4::uuid[] IS NULL OR v.environment_id = ANY ($4)) AND v.published_at < $2
    AND NOT EXISTS (SELECT FROM contract_versions next
      WHERE next.service_id = v.service_id AND next.environment_id = v.environment_id
        AND next.version > v.version AND next.published_at <= $1)`;

/** The newest of one sort: both sorts apart, so that each is read from the log's end by an index. */
const newest = (condition: string, isRevocation: boolean) => `(
  SELECT c.at, c.number AS change_number, c.action, c.object_name AS label, ${isRevocation} AS is_revocation
  FROM change_log c
  WHERE c.at >= $1 AND c.at < $2 AND ${condition}
    AND (c.service_id IS NULL OR $3::uuid[] IS NULL OR c.service_id = ANY ($3))
    AND (c.environment_id IS NULL OR $4::uuid[] IS NULL OR c.environment_id = ANY ($4))
    AND (c.issuer_id IS NULL OR $3 IS NULL OR c.issuer_id IN (${NAMED_ISSUERS}))
  ORDER BY c.number DESC LIMIT ${MOST_MARKERS})`;

// Revocations may come by the minute: where not all find room, they are left out first.
const MARKERS = `
  SELECT at, change_number, action, label FROM (
    ${newest(CHANGES, false)} UNION ALL ${newest(REVOCATIONS, true)}
  ) AS markers
  ORDER BY is_revocation, change_number DESC LIMIT ${MOST_MARKERS}`;

/** The changes in the range; of a service that is asked for, those of its contracts and of the issuers that they name. */
export async function readMarkers(
  manager: EntityManager,
  { from, to }: FailuresQuery,
  { services, environments }: AskedPlaces,
): Promise<MarkerRow[]> {
  const rows = await manager.query<MarkerRow[]>(MARKERS, [from, to, services ?? null, environments ?? null]);
  return rows.sort((left, right) => left.change_number - right.change_number);
}
