import type { KeyKind } from '@accord/policy';
import { Injectable } from '@nestjs/common';
import { EntityManager, MoreThan } from 'typeorm';
import { IssuerEntity } from './issuer.entity.js';
import { ISSUERS_MEANT, namesIssuer } from './iss-in-sql.js';

/** Issuers in the database. `within` gives the same repository inside a transaction. */
@Injectable()
export class IssuersRepository {
  constructor(private readonly manager: EntityManager) {}

  within(manager: EntityManager): IssuersRepository {
    return new IssuersRepository(manager);
  }

  get(id: string): Promise<IssuerEntity> {
    return this.manager.findOneByOrFail(IssuerEntity, { id });
  }

  findByName(name: string): Promise<IssuerEntity | null> {
    return this.manager.findOneBy(IssuerEntity, { name });
  }

  /** The live one with this `iss`, else the one that was archived last. */
  async findByIssuer(issuer: string): Promise<IssuerEntity | null> {
    const [meant] = await this.manager.query<{ id: string }[]>(`SELECT id FROM ${ISSUERS_MEANT}`, [[issuer]]);
    return meant ? this.get(meant.id) : null;
  }

  /** Ordered by name, which is unique; archived ones too. */
  page(after: string | undefined, take: number): Promise<IssuerEntity[]> {
    return this.manager.find(IssuerEntity, {
      where: after === undefined ? {} : { name: MoreThan(after) },
      order: { name: 'ASC' },
      take,
    });
  }

  /** Those of a kind that are not archived. */
  async listLive(kind: IssuerEntity['kind']): Promise<IssuerEntity[]> {
    const issuers = await this.manager.find(IssuerEntity, { where: { kind }, order: { name: 'ASC' } });
    return issuers.filter((issuer) => issuer.archivedAt === null);
  }

  async insert(issuer: IssuerEntity): Promise<void> {
    await this.manager.insert(IssuerEntity, issuer);
  }

  async update(id: string, values: Partial<IssuerEntity>): Promise<void> {
    await this.manager.update(IssuerEntity, id, values);
  }

  /** Says that this change altered what bundles carry of the issuer. */
  async markChanged(id: string, changeNumber: number): Promise<void> {
    await this.manager.update(IssuerEntity, id, { changeNumber });
  }

  /** Every bundle that names the issuer denies this kid from this change on. */
  async denyKid(id: string, kid: string, changeNumber: number): Promise<void> {
    await this.manager.query(
      `INSERT INTO issuer_denied_kids (issuer_id, kid, change_number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [id, kid, changeNumber],
    );
  }

  /** What one issuer refused, of kids and in revocations, the other refuses from this change on. */
  async handRefusalsOver(fromId: string, toId: string, changeNumber: number): Promise<void> {
    await this.manager.query(
      `INSERT INTO issuer_denied_kids (issuer_id, kid, change_number)
       SELECT $2, kid, $3 FROM issuer_denied_kids WHERE issuer_id = $1`,
      [fromId, toId, changeNumber],
    );
    await this.manager.query(
      'UPDATE revocations SET issuer_id = $2 WHERE issuer_id = $1 AND swept_at IS NULL',
      [fromId, toId],
    );
  }

  /** The keys that the JWKS document or the last snapshot holds, by issuer id. */
  async keysOf(ids: readonly string[]): Promise<Map<string, KeyKind[]>> {
    const rows = await this.manager.query<{ id: string; keys: KeyKind[] }[]>(
      `SELECT i.id, coalesce(made.keys, observed.keys, '[]'::jsonb) AS keys
       FROM issuers i
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('kty', public_jwk -> 'kty', 'alg', alg)) AS keys FROM issuer_keys
         WHERE issuer_id = i.id AND state IN ('published', 'active', 'deactivated')
       ) made ON true
       LEFT JOIN LATERAL (
         SELECT jwks -> 'keys' AS keys FROM issuer_jwks_snapshots
         WHERE issuer_id = i.id ORDER BY change_number DESC LIMIT 1
       ) observed ON true
       WHERE i.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, keys }) => [id, keys]));
  }

  /** Contracts in force that name the issuer, as `service/environment`. */
  async contractsNaming(issuer: string): Promise<string[]> {
    const rows = await this.manager.query<{ name: string }[]>(
      `SELECT s.name || '/' || e.name AS name
       FROM published_contracts p
       JOIN services s ON s.id = p.service_id AND s.archived_at IS NULL
       JOIN environments e ON e.id = p.environment_id
       WHERE ${namesIssuer('p.contract', '$1::text')}
       ORDER BY 1`,
      [issuer],
    );
    return rows.map((row) => row.name);
  }
}
