import type { RevocationKind, ValidationContract } from '@accord/contract';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull, LessThan, LessThanOrEqual } from 'typeorm';
import { namesIssuer } from '../issuers/iss-in-sql.js';
import { RevocationEntity } from './revocation.entity.js';

/** A bundle carries at most this many; validators hold them all in memory. */
export const REVOCATIONS_IN_A_BUNDLE = 10_000;

/** What revocations need to know of an issuer. */
export interface RevokingIssuer {
  id: string;
  name: string;
  /** Its `iss` value. */
  issuer: string;
  archived_at: number | null;
}

/** Which live revocations a list shows, newest first: those below the change number `before`. */
export interface RevocationFilter {
  issuerId: string | undefined;
  kind: RevocationKind | undefined;
  hashedId: string | undefined;
  before: number | undefined;
  take: number;
}

/** Live instances that a revocation concerns, and how many of them have applied it. */
export interface Reach {
  reaches: number;
  enforced_by: number;
}

/** Revocations in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class RevocationsRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): RevocationsRepository {
    return new RevocationsRepository(manager);
  }

  async findIssuer(name: string): Promise<RevokingIssuer | null> {
    const [found] = await this.manager.query<RevokingIssuer[]>(`${ISSUERS} WHERE name = $1`, [name]);
    return found ?? null;
  }

  async issuersById(ids: readonly string[]): Promise<Map<string, RevokingIssuer>> {
    const found = await this.manager.query<RevokingIssuer[]>(`${ISSUERS} WHERE id = ANY($1::uuid[])`, [ids]);
    return new Map(found.map((issuer) => [issuer.id, issuer]));
  }

  /** Makes every bundle that carries the issuer a newer one. */
  async touchIssuer(id: string, changeNumber: number): Promise<void> {
    await this.manager.query('UPDATE issuers SET change_number = $2 WHERE id = $1', [id, changeNumber]);
  }

  findLive(id: string): Promise<RevocationEntity | null> {
    return this.manager.findOneBy(RevocationEntity, { id, sweptAt: IsNull() });
  }

  /** Those in force of the same value, the newest first. Earlier versions let there be more than one. */
  findSame({ issuerId, kind, hashedId }: RevocationEntity): Promise<RevocationEntity[]> {
    return this.manager.find(RevocationEntity, {
      where: { issuerId, kind, hashedId, sweptAt: IsNull() },
      order: { changeNumber: 'DESC' },
    });
  }

  listLive({ issuerId, kind, hashedId, before, take }: RevocationFilter): Promise<RevocationEntity[]> {
    return this.manager.find(RevocationEntity, {
      where: {
        sweptAt: IsNull(),
        ...(issuerId === undefined ? {} : { issuerId }),
        ...(kind === undefined ? {} : { kind }),
        ...(hashedId === undefined ? {} : { hashedId }),
        ...(before === undefined ? {} : { changeNumber: LessThan(before) }),
      },
      order: { changeNumber: 'DESC' },
      take,
    });
  }

  async insert(revocation: RevocationEntity): Promise<void> {
    await this.manager.insert(RevocationEntity, revocation);
  }

  async update({ id, ...values }: RevocationEntity): Promise<void> {
    await this.manager.update(RevocationEntity, id, values);
  }

  async markSwept(ids: readonly string[], at: number): Promise<void> {
    await this.manager.update(RevocationEntity, { id: In([...ids]) }, { sweptAt: at });
  }

  /** Live ones whose time is over, the oldest first. */
  findExpired(issuerId: string, now: number): Promise<RevocationEntity[]> {
    return this.manager.find(RevocationEntity, {
      where: { issuerId, sweptAt: IsNull(), until: LessThanOrEqual(now) },
      order: { until: 'ASC', id: 'ASC' },
    });
  }

  async issuersWithExpired(now: number): Promise<RevokingIssuer[]> {
    return this.manager.query<RevokingIssuer[]>(
      `${ISSUERS} WHERE EXISTS (SELECT FROM revocations
         WHERE issuer_id = issuers.id AND swept_at IS NULL AND until <= $1) ORDER BY name`,
      [now],
    );
  }

  /** How many live revocations of these kinds these `iss` values have together. */
  async countLive(issuers: readonly string[], kinds: readonly RevocationKind[]): Promise<number> {
    const [row] = await this.manager.query<{ live: number }[]>(
      `SELECT count(*) AS live FROM revocations JOIN issuers ON issuers.id = revocations.issuer_id
       WHERE issuers.issuer = ANY($1::text[]) AND revocations.kind = ANY($2::text[]) AND swept_at IS NULL`,
      [issuers, kinds],
    );
    return row?.live ?? 0;
  }

  /** A place whose bundle would carry a revocation of this issuer and kind, and has no room left for it. */
  async findFullPlace(issuer: string, kind: RevocationKind): Promise<string | null> {
    const [full] = await this.manager.query<{ place: string }[]>(FULL_PLACE, [
      issuer,
      kind,
      REVOCATIONS_IN_A_BUNDLE,
    ]);
    return full?.place ?? null;
  }

  /** The contracts in force that name this `iss` value. */
  async contractsNaming(issuer: string): Promise<ValidationContract[]> {
    const rows = await this.manager.query<{ contract: ValidationContract }[]>(CONTRACTS_NAMING, [issuer]);
    return rows.map((row) => row.contract);
  }

  /** For each of the revocations, whom it concerns. Heard of since `liveSince` (epoch seconds) is live. */
  async reachOf(ids: readonly string[], liveSince: number): Promise<Map<string, Reach>> {
    const rows = await this.manager.query<({ id: string } & Reach)[]>(REACH, [ids, liveSince]);
    return new Map(rows.map(({ id, reaches, enforced_by }) => [id, { reaches, enforced_by }]));
  }
}

const ISSUERS = 'SELECT id, name, issuer, archived_at FROM issuers';

const CONTRACTS_NAMING = `
  SELECT published.contract FROM published_contracts AS published
  JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
  WHERE ${namesIssuer('published.contract', '$1::text')}`;

// Revocations are counted once for each issuer and kind, not once for each contract.
const FULL_PLACE = `
  WITH live AS (
    SELECT issuers.issuer, revocations.kind, count(*) AS number
    FROM revocations JOIN issuers ON issuers.id = revocations.issuer_id
    WHERE revocations.swept_at IS NULL GROUP BY 1, 2
  )
  SELECT services.name || '/' || environments.name AS place
  FROM published_contracts AS published
  JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
  JOIN environments ON environments.id = published.environment_id
  JOIN live ON ${namesIssuer('published.contract', 'live.issuer')}
    AND published.contract -> 'revocation' ? live.kind
  WHERE ${namesIssuer('published.contract', '$1::text')} AND published.contract -> 'revocation' ? $2
  GROUP BY 1 HAVING sum(live.number) >= $3 ORDER BY 1 LIMIT 1`;

// Instances are counted by the version that they have applied: few, however many instances there are.
const REACH = `
  WITH wanted AS (
    SELECT revocations.id, revocations.kind, revocations.change_number, issuers.issuer
    FROM revocations JOIN issuers ON issuers.id = revocations.issuer_id
    WHERE revocations.id = ANY($1::uuid[])
  ), applied AS (
    SELECT target.issuer, target.kind, instances.applied_version, count(*) AS number
    FROM (SELECT DISTINCT issuer, kind FROM wanted) AS target
    JOIN published_contracts AS published ON ${namesIssuer('published.contract', 'target.issuer')}
      AND published.contract -> 'revocation' ? target.kind
    JOIN services ON services.id = published.service_id AND services.archived_at IS NULL
    JOIN instances ON instances.service_id = published.service_id
      AND instances.environment_id = published.environment_id
      AND instances.left_at IS NULL AND instances.last_seen_at >= $2
    GROUP BY 1, 2, 3
  )
  SELECT wanted.id, coalesce(sum(applied.number), 0)::bigint AS reaches,
    coalesce(sum(applied.number) FILTER (WHERE applied.applied_version >= wanted.change_number), 0)::bigint AS enforced_by
  FROM wanted LEFT JOIN applied ON applied.issuer = wanted.issuer AND applied.kind = wanted.kind
  GROUP BY wanted.id`;
