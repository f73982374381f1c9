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
import { inLanes } from './in-lanes.js';
import { KeySetRefused, readKeySet } from './key-set.js';
import { isSameProblem, problemText } from './observation-problem.js';
import { SnapshotsRepository } from './snapshots.repository.js';

const OBSERVE_EVERY_SECONDS = 60;
/** No look begins later in a round; the last one ends, two time-outs later, well before the next round. */
const BEGIN_WITHIN_MS = 30_000;
const AT_A_TIME = 5;
/**
 * Key sets are kept for ever. Replicas of an issuer that do not agree for a while, as when it is rolled out, change the
 * set at every look: half an hour of that is taken.
 */
const MOST_CHANGES_AN_HOUR = 30;
const HOUR_SECONDS = 3600;
/** What of a discovery document (OpenID Connect Discovery §3, RFC 8414 §2) is needed. */
const Discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Observes the key sets of issuers that keep their own keys. A new set is a logged change; an error, an empty or an
 * unacceptable set never replaces a good one, and is logged when it begins, when it becomes another kind of problem and
 * when it ends.
 */
@Injectable()
export class ExternalIssuers implements OnModuleInit {
  /** By issuer id, when this replica last began to look, in milliseconds. An issuer that fails has no other trace of it. */
  private readonly lookedAt = new Map<string, number>();

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

  /** One round: whoever this replica has not looked at for longest comes first, and the last ones may have to wait. */
  async observeAll(): Promise<void> {
    const until = this.clock.nowMs() + BEGIN_WITHIN_MS;
    const lastLook = ({ id }: IssuerEntity) => this.lookedAt.get(id) ?? 0;
    const issuers = await this.issuers.listLive('external');
    issuers.sort((left, right) => lastLook(left) - lastLook(right));
    await inLanes(issuers, AT_A_TIME, async (issuer) => {
      if (this.clock.nowMs() < until) await this.observeSafely(issuer);
    });
  }

  /** One issuer's trouble must not keep the others from being observed. */
  private async observeSafely(issuer: IssuerEntity): Promise<void> {
    this.lookedAt.set(issuer.id, this.clock.nowMs());
    try {
      await this.observe(issuer);
    } catch (error) {
      this.logger.error({ err: error, issuer: issuer.name }, 'an external issuer could not be observed');
    }
  }

  /** Looks once. */
  async observe(issuer: IssuerEntity): Promise<void> {
    try {
      const keys = readKeySet(await fetchJson(await this.jwksUri(issuer), this.rules()));
      await this.accept(issuer, keys);
    } catch (error) {
      if (!(error instanceof FetchRefused) && !(error instanceof KeySetRefused)) throw error;
      await this.refuse(issuer, problemText(error));
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
    const kids = keys.map((key) => key.kid);
    const known = await thumbprints(await this.snapshots.firstKeys(issuer.id, kids));
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

  private async refuseRestless(issuer: IssuerEntity): Promise<void> {
    const since = this.clock.nowSeconds() - HOUR_SECONDS;
    if ((await this.snapshots.countSince(issuer.id, since)) < MOST_CHANGES_AN_HOUR) return;
    throw new KeySetRefused(
      'changes_too_often',
      `The set changed ${MOST_CHANGES_AN_HOUR} times within an hour. The last one stays until that is over. Ask the issuer why.`,
    );
  }

  private async accept(issuer: IssuerEntity, keys: PublicJwk[]): Promise<void> {
    const now = this.clock.nowSeconds();
    const last = await this.snapshots.latest(issuer.id);
    const changed = !isDeepStrictEqual(last, keys);
    if (!changed && issuer.lastFetchError === null) {
      await this.issuers.update(issuer.id, { lastFetchedAt: now });
      return;
    }
    if (changed) {
      await this.refuseRestless(issuer);
      await this.refuseReusedKids(issuer, keys);
    }
    await this.log.run(systemContext('key set observer', randomUUID()), async (change) => {
      const { number } = await change.lock();
      const issuers = this.issuers.within(change.manager);
      const snapshots = this.snapshots.within(change.manager);
      const { lastFetchError, archivedAt } = await issuers.get(issuer.id);
      // Another replica may have looked at the same time: then the next round judges by what that one wrote down.
      // An issuer that was archived meanwhile takes no more: no bundle would carry it.
      const isOvertaken = !isDeepStrictEqual(await snapshots.latest(issuer.id), last);
      if (archivedAt !== null || isOvertaken || (!changed && lastFetchError === null)) {
        change.unchanged();
        return;
      }
      if (changed) {
        await snapshots.insert(issuer.id, keys, number, now);
        await issuers.markChanged(issuer.id, number);
      }
      await issuers.update(issuer.id, { lastFetchedAt: now, lastFetchError: null });
      await this.record(change, issuer, changed ? 'issuer.keys_observed' : 'issuer.fetch_recovered', {
        before: { kids: last?.map((key) => key.kid) ?? null, error: lastFetchError },
        after: { kids: keys.map((key) => key.kid), error: null },
      });
    });
  }

  private async refuse(issuer: IssuerEntity, problem: string): Promise<void> {
    if (issuer.lastFetchError === problem) return;
    await this.log.run(systemContext('key set observer', randomUUID()), async (change) => {
      await change.lock();
      const issuers = this.issuers.within(change.manager);
      const { lastFetchError } = await issuers.get(issuer.id);
      await issuers.update(issuer.id, { lastFetchError: problem });
      if (isSameProblem(lastFetchError, problem)) {
        change.unchanged();
        return;
      }
      await this.record(change, issuer, 'issuer.fetch_failed', {
        before: { error: lastFetchError },
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
