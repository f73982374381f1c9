import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RevocationKind } from '@accord/contract';
import type {
  CreateRevocation,
  RevocationPage,
  RevocationQuery,
  RevocationView,
} from '@accord/contract/http';
import { revocationId } from '@accord/policy';
import { z } from 'zod';
import { refuseTimeToCome } from '../issuers/refuse-time-to-come.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { conflict, notFound, unprocessable } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { RevocationLimits } from './revocation-limits.js';
import type { RevocationEntity } from './revocation.entity.js';
import {
  REVOCATIONS_IN_A_BUNDLE,
  type Reach,
  RevocationsRepository,
  type RevokingIssuer,
} from './revocations.repository.js';
import { widened } from './widened.js';

const NumberCursor = z.int();
/** What was in force and what is now: it begins, is widened, or ends. */
type Step =
  { before: RevocationEntity | null; after: RevocationEntity } | { before: RevocationEntity; after: null };

const NOBODY: Reach = { reaches: 0, enforced_by: 0 };

/** Tokens, subjects, sessions and clients that are refused before their time. Delivered with the next bundle. */
@Injectable()
export class RevocationsService {
  constructor(
    private readonly log: ChangeLog,
    private readonly clock: Clock,
    private readonly repository: RevocationsRepository,
    private readonly limits: RevocationLimits,
  ) {}

  /** One page of what is in force, newest first. @throws Problem 404 for an unknown issuer */
  async list({ cursor, limit, issuer, kind, hashed_id: hashedId }: RevocationQuery): Promise<RevocationPage> {
    const found = await this.repository.listLive({
      issuerId: issuer === undefined ? undefined : (await this.requireIssuer(this.repository, issuer)).id,
      kind,
      hashedId,
      before: cursor === undefined ? undefined : readCursor(cursor, NumberCursor),
      take: limit + 1,
    });
    const { items, next_cursor } = pageOf(found, limit, ({ changeNumber }) => changeNumber);
    return { items: await this.views(this.repository, items), next_cursor };
  }

  /** @throws Problem 404 when it is not in force (any more) */
  async get(id: string): Promise<RevocationView> {
    return this.view(this.repository, await requireLive(this.repository, id));
  }

  /**
   * The value is hashed here and kept nowhere. Asked for again, the one in force is widened and never weakened: there is one
   * for a value, so that lifting it lets the value in again.
   *
   * @throws Problem 404, 409 `issuer_archived` or `too_many_revocations`, 422 `revocation_until_too_early` or `time_to_come`
   */
  async create(caller: RequestContext, body: CreateRevocation): Promise<RevocationView> {
    return this.log.run(caller, async (change) => {
      const { number, at } = await change.lock();
      const repository = this.repository.within(change.manager);
      const issuer = await this.requireIssuer(repository, body.issuer);
      if (issuer.archived_at !== null) throw issuerArchived(issuer);
      const before = body.before === 'now' ? at : body.before;
      if (before !== null) refuseTimeToCome('before', before, at);
      const revocation = await this.enforce(change, issuer, {
        id: randomUUID(),
        issuerId: issuer.id,
        kind: body.kind,
        hashedId: revocationId(issuer.issuer, body.value, sha256Base64url),
        before,
        until: await this.untilOf(change, issuer, body.until, Math.max(at, before ?? at)),
        reason: body.reason,
        changeNumber: number,
        createdAt: at,
        createdBy: caller.principal.name,
        sweptAt: null,
      });
      const view = await this.view(repository, revocation);
      change.replay(view);
      return view;
    });
  }

  /** Answers what is in force then. */
  private async enforce(
    change: Change,
    issuer: RevokingIssuer,
    asked: RevocationEntity,
  ): Promise<RevocationEntity> {
    const repository = this.repository.within(change.manager);
    const [inForce] = await repository.findSame(asked);
    if (inForce === undefined) {
      await refuseOverfull(repository, issuer, asked.kind);
      await repository.insert(asked);
      await this.record(change, issuer, { before: null, after: asked }, asked.reason);
      return asked;
    }
    const after = widened(inForce, asked);
    if (after === inForce) {
      change.unchanged();
      return inForce;
    }
    await repository.update(after);
    await this.record(change, issuer, { before: inForce, after }, asked.reason);
    return after;
  }

  /** Accepts what was revoked again. @throws Problem 404 when it is not in force (any more) */
  async lift(caller: RequestContext, id: string, reason: string): Promise<void> {
    await this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const repository = this.repository.within(change.manager);
      const revocation = await requireLive(repository, id);
      const issuer = (await repository.issuersById([revocation.issuerId])).get(revocation.issuerId);
      if (issuer === undefined) throw new Error('a revocation without an issuer');
      const same = await repository.findSame(revocation);
      await repository.markSwept(
        same.map((each) => each.id),
        at,
      );
      for (const before of same) await this.record(change, issuer, { before, after: null }, reason);
    });
  }

  private async untilOf(
    change: Change,
    issuer: RevokingIssuer,
    until: number | undefined,
    issuedUntil: number,
  ): Promise<number> {
    const needed = await this.limits.within(change.manager).neededUntil(issuer, issuedUntil);
    if (until === undefined || until >= needed) return until ?? needed;
    throw unprocessable(
      'revocation_until_too_early',
      `Contracts accept tokens of "${issuer.name}" that are issued now until ${needed}, so the revocation is needed until ` +
        'then. Send that as until, or leave it out.',
      { needed_until: needed },
    );
  }

  private async requireIssuer(repository: RevocationsRepository, name: string): Promise<RevokingIssuer> {
    const issuer = await repository.findIssuer(name);
    if (issuer === null) throw notFound(`issuer "${name}"`);
    return issuer;
  }

  private async record(
    change: Change,
    issuer: RevokingIssuer,
    { before, after }: Step,
    reason: string,
  ): Promise<void> {
    const { id, kind } = after ?? before;
    const number = await change.record({
      action: after === null ? 'revocation.lifted' : 'revocation.created',
      object: { kind: 'revocation', id, name: `${kind} of ${issuer.name}` },
      issuerId: issuer.id,
      before: before && logged(before, issuer),
      after: after && logged(after, issuer),
      reason,
    });
    await this.repository.within(change.manager).touchIssuer(issuer.id, number);
  }

  private async view(
    repository: RevocationsRepository,
    revocation: RevocationEntity,
  ): Promise<RevocationView> {
    const [view] = await this.views(repository, [revocation]);
    if (view === undefined) throw new Error('a revocation without a view');
    return view;
  }

  private async views(
    repository: RevocationsRepository,
    revocations: readonly RevocationEntity[],
  ): Promise<RevocationView[]> {
    if (revocations.length === 0) return [];
    const issuers = await repository.issuersById(revocations.map(({ issuerId }) => issuerId));
    const reach = await repository.reachOf(
      revocations.map(({ id }) => id),
      this.clock.nowSeconds() - LIVE_SECONDS,
    );
    return revocations.map((revocation) => ({
      id: revocation.id,
      kind: revocation.kind,
      issuer: issuers.get(revocation.issuerId)?.name ?? '',
      hashed_id: revocation.hashedId,
      before: revocation.before,
      until: revocation.until,
      reason: revocation.reason,
      created_at: revocation.createdAt,
      created_by: revocation.createdBy,
      change_number: revocation.changeNumber,
      ...(reach.get(revocation.id) ?? NOBODY),
    }));
  }
}

async function requireLive(repository: RevocationsRepository, id: string): Promise<RevocationEntity> {
  const revocation = await repository.findLive(id);
  if (revocation === null) throw notFound(`revocation "${id}" in force`);
  return revocation;
}

async function refuseOverfull(
  repository: RevocationsRepository,
  issuer: RevokingIssuer,
  kind: RevocationKind,
): Promise<void> {
  const ofIssuer = await repository.countLive([issuer.issuer], RevocationKind.options);
  const full = await repository.findFullPlace(issuer.issuer, kind);
  if (ofIssuer < REVOCATIONS_IN_A_BUNDLE && full === null) return;
  throw conflict(
    'too_many_revocations',
    `${full === null ? `The issuer "${issuer.name}"` : `The bundle of ${full}`} has ${REVOCATIONS_IN_A_BUNDLE} ` +
      'revocations, the most there can be. Revoke the subject or the client instead of single tokens, or refuse everything ' +
      `that the issuer issued before a time: PATCH /v1/issuers/${issuer.name} with not_before.`,
  );
}

function issuerArchived(issuer: RevokingIssuer) {
  return conflict(
    'issuer_archived',
    `The issuer "${issuer.name}" is archived: no contract accepts its tokens, so there is nothing to revoke.`,
  );
}

function sha256Base64url(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function logged({ kind, hashedId, before, until }: RevocationEntity, { name }: RevokingIssuer) {
  return { kind, issuer: name, hashed_id: hashedId, before, until };
}
