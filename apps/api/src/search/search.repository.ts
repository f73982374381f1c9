import { Injectable } from '@nestjs/common';
import type { SearchHit } from '@accord/contract/http';
import { DataSource } from 'typeorm';

/** Hits of each kind. Whoever looks for more uses the list, or types on. */
const MOST_OF_A_KIND = 8;

// What begins with the text stands before what only contains it.
const best = (column: string) =>
  `ORDER BY starts_with(lower(${column}), lower($1)) DESC, ${column} LIMIT ${MOST_OF_A_KIND}`;

const SERVICES = `
  SELECT 'service' AS kind, name, title, owner FROM services
  WHERE archived_at IS NULL AND strpos(lower(concat_ws(' ', name, title, owner)), lower($1)) > 0 ${best('name')}`;

const ISSUERS = `
  SELECT 'issuer' AS kind, name, issuer FROM issuers
  WHERE archived_at IS NULL AND strpos(lower(concat_ws(' ', name, issuer)), lower($1)) > 0 ${best('name')}`;

const KEYS = `
  SELECT 'key' AS kind, kid, issuer, state FROM (
    SELECT k.kid, i.name AS issuer, k.state FROM issuer_keys k JOIN issuers i ON i.id = k.issuer_id
    UNION ALL
    SELECT jwk ->> 'kid', i.name, NULL FROM issuers i
    CROSS JOIN LATERAL (
      SELECT jwks FROM issuer_jwks_snapshots s WHERE s.issuer_id = i.id ORDER BY change_number DESC LIMIT 1
    ) AS newest
    CROSS JOIN LATERAL jsonb_array_elements(newest.jwks -> 'keys') AS jwk
    WHERE i.archived_at IS NULL
  ) AS known
  WHERE strpos(lower(kid), lower($1)) > 0 ${best('kid')}`;

/** Finds things by a piece of their name. */
@Injectable()
export class SearchRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(search: string): Promise<SearchHit[]> {
    const found = await Promise.all(
      [SERVICES, ISSUERS, KEYS].map((sql) => this.dataSource.query<SearchHit[]>(sql, [search])),
    );
    return found.flat();
  }
}
