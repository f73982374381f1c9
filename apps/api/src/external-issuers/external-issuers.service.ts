import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { PublicJwk } from '@accord/contract';
import { calculateJwkThumbprint } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { Jobs } from '../jobs/jobs.service.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { LOGGER } from '../platform/http/logger.js';
import { systemContext } from '../platform/http/request-context.js';
import { fetchJson, FetchRefused } from './fetch-json.js';
import { KeySetRefused, readKeySet } from './key-set.js';
import { SnapshotsRepository } from './snapshots.repository.js';

const OBSERVE_EVERY_SECONDS = 60;
/** What of a discovery document (OpenID Connect Discovery §3, RFC 8414 §2) is needed. */
const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Observes the key sets of issuers that keep their own keys. A new set is a logged change; an error, an empty or an
 * unacceptable set never replaces a good one, and is logged once when it begins and once when it ends.
 */
@Injectable()
export class ExternalIssuers implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly log: ChangeLog,
    private readonly jobs: Jobs,
    private readonly issuers: IssuersRepository,
    private readonly snapshots: SnapshotsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.every({
      name: 'observe_external_issuers',
      everySeconds: OBSERVE_EVERY_SECONDS,
      work: () => this.observeAll(),
    });
  }

  async observeAll(): Promise<void> {
    for (const issuer of await this.issuers.listLive('external')) {
      try {
        await this.observe(issuer);
      } catch (error) {
        this.logger.error({ err: error, issuer: issuer.name }, 'an external issuer could not be observed');
      }
    }
  }

  /** Looks once. */
  async observe(issuer: IssuerEntity): Promise<void> {
    try {
      const keys = readKeySet(await fetchJson(await this.jwksUri(issuer), this.rules()));
      await this.refuseReusedKids(issuer, keys);
      await this.accept(issuer, keys);
    } catch (error) {
      if (!(error instanceof FetchRefused) && !(error instanceof KeySetRefused)) throw error;
      await this.refuse(issuer, `${error.code}: ${error.message}`);
    }
  }

  private rules() {
    return { allowLoopback: this.config.allowLoopbackIssuers };
  }

  private async jwksUri(issuer: IssuerEntity): Promise<string> {
    if (issuer.jwksUri !== null) return issuer.jwksUri;
    const url = `${issuer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const document = Discovery.safeParse(await fetchJson(url, this.rules()));
    if (document.success && document.data.issuer === issuer.issuer) return document.data.jwks_uri;
    throw new KeySetRefused(
      'malformed',
      `${url} is no discovery document of ${issuer.issuer}. Give a jwks_uri instead.`,
    );
  }

  /** A kid that comes back with another key is an attack or a grave mistake: the set is frozen, not accepted. */
  private async refuseReusedKids(issuer: IssuerEntity, keys: readonly PublicJwk[]): Promise<void> {
    const known = await thumbprints(await this.snapshots.everyKey(issuer.id));
    for (const [kid, thumbprint] of await thumbprints(keys)) {
      const before = known.get(kid);
      if (before !== undefined && before !== thumbprint) {
        throw new KeySetRefused(
          'kid_reused',
          `The kid "${kid}" now names another key than before. Ask the issuer why.`,
        );
      }
    }
  }

  private async accept(issuer: IssuerEntity, keys: PublicJwk[]): Promise<void> {
    const now = this.clock.nowSeconds();
    const last = await this.snapshots.latest(issuer.id);
    const changed = !isDeepStrictEqual(last, keys);
    if (!changed && issuer.lastFetchError === null) {
      await this.issuers.update(issuer.id, { lastFetchedAt: now });
      return;
    }
    await this.log.run(systemContext('key set observer', randomUUID()), async (change) => {
      const { number } = await change.lock();
      if (changed) {
        await this.snapshots.within(change.manager).insert(issuer.id, keys, number, now);
        await this.issuers.within(change.manager).markChanged(issuer.id, number);
      }
      await this.issuers
        .within(change.manager)
        .update(issuer.id, { lastFetchedAt: now, lastFetchError: null });
      await this.record(change, issuer, changed ? 'issuer.keys_observed' : 'issuer.fetch_recovered', {
        before: { kids: last?.map((key) => key.kid) ?? null, error: issuer.lastFetchError },
        after: { kids: keys.map((key) => key.kid), error: null },
      });
    });
  }

  private async refuse(issuer: IssuerEntity, problem: string): Promise<void> {
    if (issuer.lastFetchError === problem) return;
    await this.log.run(systemContext('key set observer', randomUUID()), async (change) => {
      await this.issuers.within(change.manager).update(issuer.id, { lastFetchError: problem });
      await this.record(change, issuer, 'issuer.fetch_failed', {
        before: { error: issuer.lastFetchError },
        after: { error: problem },
      });
    });
  }

  private async record(
    change: Change,
    issuer: IssuerEntity,
    action: string,
    states: { before: unknown; after: unknown },
  ): Promise<void> {
    await change.record({
      action,
      object: { kind: 'issuer', id: issuer.id, name: issuer.name },
      issuerId: issuer.id,
      ...states,
    });
  }
}

async function thumbprints(keys: readonly PublicJwk[]): Promise<Map<string, string>> {
  const entries = keys.map(
    async (jwk) =>
      [jwk.kid, await calculateJwkThumbprint(jwk as Parameters<typeof calculateJwkThumbprint>[0])] as const,
  );
  return new Map(await Promise.all(entries));
}
