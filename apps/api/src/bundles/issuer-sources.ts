import type { RevocationKind } from '@accord/contract';
import type { EntityManager } from 'typeorm';
import { ISSUERS_MEANT } from '../issuers/iss-in-sql.js';
import type { IssuerSource, RevocationSource } from './bundle-source.js';

interface IssuerRow {
  id: string;
  issuer: string;
  kind: 'managed' | 'external';
  change_number: number;
  not_before: number | null;
  archived: boolean;
}
interface KeysRow {
  issuer_id: string;
  jwks: unknown[];
}
interface DeniedRow {
  issuer_id: string;
  kids: string[];
}
interface RevocationRow {
  issuer_id: string;
  kind: RevocationKind;
  hashed_id: string;
  before: number | null;
  until: number;
}

const ISSUERS = `SELECT id, issuer, kind, change_number, not_before, archived_at IS NOT NULL AS archived
  FROM ${ISSUERS_MEANT}`;

/** An issuer that once published keys and has none now gives an empty list; one that never did gives no row. */
const MANAGED_KEYS = `SELECT issuer_id,
    coalesce(jsonb_agg(public_jwk || jsonb_build_object('kid', kid, 'alg', alg))
      FILTER (WHERE state IN ('published', 'active', 'deactivated')), '[]') AS jwks
  FROM issuer_keys WHERE issuer_id = ANY($1::uuid[]) AND published_at IS NOT NULL GROUP BY issuer_id`;

const OBSERVED_KEYS = `SELECT DISTINCT ON (issuer_id) issuer_id, coalesce(jwks->'keys', '[]') AS jwks
  FROM issuer_jwks_snapshots WHERE issuer_id = ANY($1::uuid[]) ORDER BY issuer_id, change_number DESC`;

const DENIED = `SELECT issuer_id, array_agg(kid) AS kids
  FROM issuer_denied_kids WHERE issuer_id = ANY($1::uuid[]) GROUP BY issuer_id`;

const REVOCATIONS = `SELECT issuer_id, kind, hashed_id, before, until
  FROM revocations WHERE issuer_id = ANY($1::uuid[]) AND swept_at IS NULL`;

/**
 * What is known of the named issuers; those that nobody registered are left out. An archived issuer keeps its
 * place with an empty key set: its tokens are refused, which is another answer than keys that were never obtained.
 */
export async function readIssuerSources(manager: EntityManager, names: string[]): Promise<IssuerSource[]> {
  const issuers = await manager.query<IssuerRow[]>(ISSUERS, [names]);
  const idsOf = (kind: IssuerRow['kind']) => issuers.filter((row) => row.kind === kind).map((row) => row.id);
  const ids = issuers.map((row) => row.id);
  const managed = await manager.query<KeysRow[]>(MANAGED_KEYS, [idsOf('managed')]);
  const observed = await manager.query<KeysRow[]>(OBSERVED_KEYS, [idsOf('external')]);
  const denied = await manager.query<DeniedRow[]>(DENIED, [ids]);
  const revocations = await manager.query<RevocationRow[]>(REVOCATIONS, [ids]);
  const keysOf = new Map([...managed, ...observed].map((row) => [row.issuer_id, row.jwks]));
  const deniedOf = new Map(denied.map((row) => [row.issuer_id, row.kids]));
  const revocationsOf = groupByIssuer(revocations);
  return issuers.map((row) => ({
    id: row.id,
    issuer: row.issuer,
    changeNumber: row.change_number,
    jwks: row.archived ? [] : (keysOf.get(row.id) ?? null),
    deniedKids: deniedOf.get(row.id) ?? [],
    notBefore: row.not_before,
    revocations: revocationsOf.get(row.id) ?? [],
  }));
}

function groupByIssuer(rows: readonly RevocationRow[]): Map<string, RevocationSource[]> {
  const grouped = new Map<string, RevocationSource[]>();
  for (const row of rows) {
    const list = grouped.get(row.issuer_id) ?? [];
    list.push({ kind: row.kind, id: row.hashed_id, before: row.before, until: row.until });
    grouped.set(row.issuer_id, list);
  }
  return grouped;
}
