import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PublicJwk } from '@accord/contract';
import type { RotationInputs } from '@accord/contract/http';
import { jwksKeys, servedMaxAge, type RotationKey } from '@accord/rotation';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { LOGGER } from '../platform/http/logger.js';
import { boundsInput } from '../rotation/bounds.js';

/** A JWK Set document (RFC 7517 §5) as it is served. */
export interface JwksDocument {
  body: string;
  etag: string;
  maxAgeSeconds: number;
}

interface Row {
  id: string;
  name: string;
  /** null: nobody has said yet how its keys may rotate */
  inputs: RotationInputs | null;
  keys: (Pick<RotationKey, 'kid' | 'state' | 'publishedAt'> & { publicJwk: unknown })[];
}

/** What a cache may keep a key set for, where the bounds allow it. */
const WANTED_MAX_AGE_SECONDS = 300;

/** Managed issuers with their keys; tombstones are not served, so they are not read. */
const READ = `
  SELECT i.id, i.name, i.rotation_inputs AS inputs, coalesce(json_agg(json_build_object(
      'kid', k.kid, 'state', k.state, 'publishedAt', k.published_at, 'publicJwk', k.public_jwk))
      FILTER (WHERE k.kid IS NOT NULL), '[]') AS keys
  FROM issuers i
  LEFT JOIN issuer_keys k ON k.issuer_id = i.id AND k.state IN ('published', 'active', 'deactivated')
  WHERE i.kind = 'managed' AND i.archived_at IS NULL AND ($1::uuid[] IS NULL OR i.id = ANY($1::uuid[]))
  GROUP BY i.id`;

/** The public key sets in memory: serving one costs no SQL. */
@Injectable()
export class JwksBook implements OnApplicationBootstrap {
  private documents = new Map<string, JwksDocument>();
  private readonly names = new Map<string, string>();
  private readonly broken = new Set<string>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly follower: ChangeLogFollower,
    private readonly notes: ReadinessNotes,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.notes.add(() => this.brokenNote());
    this.follower.subscribe('key sets', async (events) => {
      const touched = new Set(events.flatMap((event) => event.issuerId ?? []));
      if (touched.size > 0) await this.reload([...touched]);
    });
    await this.reload(null);
  }

  /** By the issuer's name in URLs. */
  find(name: string): JwksDocument | undefined {
    return this.documents.get(name);
  }

  private async reload(ids: string[] | null): Promise<void> {
    const rows = await this.dataSource.query<Row[]>(READ, [ids]);
    const live = new Set(rows.map(({ id }) => id));
    for (const id of ids ?? []) if (!live.has(id)) this.documents.delete(this.names.get(id) ?? '');
    for (const row of rows) this.replace(row);
  }

  /** An issuer whose keys cannot be read keeps its old document: it must not take the others down. */
  private replace(row: Row): void {
    this.names.set(row.id, row.name);
    try {
      this.documents.set(row.name, this.documentOf(row));
      this.broken.delete(row.name);
    } catch (error) {
      this.broken.add(row.name);
      this.logger.error({ err: error, issuer: row.name }, 'a key set could not be made; the old one stays');
    }
  }

  private brokenNote(): string | null {
    if (this.broken.size === 0) return null;
    const names = [...this.broken].join(', ');
    return `Key sets could not be made from what is stored: ${names}. Older ones are being served. See the log.`;
  }

  private documentOf({ inputs, keys }: Row): JwksDocument {
    const body = JSON.stringify({ keys: jwksKeys(keys).map((key) => PublicJwk.parse(key.publicJwk)) });
    return {
      body,
      etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      maxAgeSeconds: inputs === null ? 0 : this.maxAgeOf(inputs),
    };
  }

  private maxAgeOf(inputs: RotationInputs): number {
    return servedMaxAge({
      bounds: boundsInput(inputs, this.config, 0),
      edgeSeconds: inputs.distribution_seconds,
      wantedSeconds: WANTED_MAX_AGE_SECONDS,
    });
  }
}
