import { Injectable } from '@nestjs/common';
import type { Algorithm } from '@accord/contract';
import {
  applyDecision,
  nextTimes,
  planTick,
  toSnake,
  type Decision,
  type RotationContext,
  type RotationKey,
} from '@accord/rotation';
import { DataSource, type EntityManager } from 'typeorm';
import { Custody } from '../custody/custody.js';
import { generateSigningKey, type GeneratedKey } from '../issuer-keys/generate-key.js';
import { IssuerKeysRepository, recordOf } from '../issuer-keys/issuer-keys.repository.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { IssuerScheduleEntity } from './issuer-schedule.entity.js';
import { RotationContexts, type LoadedRotation } from './rotation-contexts.js';

/** Decisions that alter what bundles and the JWKS carry. */
const ALTERS_BUNDLE: ReadonlySet<Decision['kind']> = new Set(['publish', 'remove', 'compromise']);
const ACTIONS: Record<Decision['kind'], string> = {
  create: 'key.created',
  publish: 'key.published',
  activate: 'key.activated',
  remove: 'key.removed',
  destroy: 'key.destroyed',
  compromise: 'key.compromised',
  request_rotation: 'key.rotation_requested',
  hold: 'key.held',
  release: 'key.released',
  extend: 'key.extended',
};

/** For each schedule; a runaway plan would otherwise hold the log's lock for ever. */
const MAX_ROUNDS = 10;

/** Carries out what the pure rules decide: one transaction, one event for each decision. */
@Injectable()
export class RotationRunner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly log: ChangeLog,
    private readonly contexts: RotationContexts,
    private readonly keys: IssuerKeysRepository,
    private readonly issuers: IssuersRepository,
    private readonly custody: Custody,
  ) {}

  /**
   * Does what is due for one issuer and answers how many decisions were carried out. It looks without the log's lock
   * first, so that a tick with nothing to do costs no lock; then decides again under it, so that of several replicas
   * one acts.
   */
  async tick(caller: RequestContext, issuer: IssuerEntity): Promise<number> {
    const seen = await this.contexts.load(this.dataSource.manager, issuer, this.clock.nowSeconds());
    const due = seen.flatMap(({ context }) => planTick(context).decisions);
    if (due.length === 0) {
      await this.storeNextTimes(this.dataSource.manager, seen);
      return 0;
    }
    const made = await keysFor(due);
    return this.log.run(caller, async (change) => {
      const count = await this.catchUp(change, issuer.id, [...made]);
      if (count === 0) change.unchanged();
      return count;
    });
  }

  /** Plans and applies until nothing is due, inside the caller's transaction. `made`: key pairs made beforehand. */
  async catchUp(change: Change, issuerId: string, made: GeneratedKey[]): Promise<number> {
    const { at } = await change.lock();
    const issuer = await this.issuers.within(change.manager).get(issuerId);
    if (issuer.archivedAt !== null) return 0;
    let count = 0;
    for (let round = 0; ; round += 1) {
      const loaded = await this.contexts.load(change.manager, issuer, at);
      if (round > MAX_ROUNDS * loaded.length) {
        throw new Error(`the rotation of issuer ${issuerId} does not come to rest`);
      }
      const next = loaded.find(({ context }) => planTick(context).decisions.length > 0);
      if (next === undefined) {
        await this.storeNextTimes(change.manager, loaded);
        return count;
      }
      const { decisions } = planTick(next.context);
      await this.apply(change, issuer, next.context, decisions, made);
      count += decisions.length;
    }
  }

  /** Applies decisions in their order, each with its event. */
  async apply(
    change: Change,
    issuer: IssuerEntity,
    context: RotationContext,
    decisions: readonly Decision[],
    made: GeneratedKey[],
  ): Promise<void> {
    let keys: readonly RotationKey[] = context.keys;
    for (const decision of decisions) keys = await this.applyOne(change, issuer, keys, decision, made);
  }

  private async applyOne(
    change: Change,
    issuer: IssuerEntity,
    keys: readonly RotationKey[],
    decision: Decision,
    made: GeneratedKey[],
  ): Promise<RotationKey[]> {
    const { number } = await change.lock();
    const generated = decision.kind === 'create' ? await takeKey(made, decision.alg) : null;
    const after = applyDecision(keys, decision, {
      version: number,
      made: generated && { kid: generated.kid, thumbprint: generated.kid },
    });
    if (generated) await this.insertKey(change, issuer.id, after, generated);
    await this.saveChanged(change, issuer, keys, after, decision);
    if (ALTERS_BUNDLE.has(decision.kind)) {
      await this.issuers.within(change.manager).markChanged(issuer.id, number);
    }
    if (decision.kind === 'compromise') {
      await this.issuers.within(change.manager).denyKid(issuer.id, decision.kid, number);
    }
    return after;
  }

  private async insertKey(
    change: Change,
    issuerId: string,
    keys: readonly RotationKey[],
    { kid, publicJwk, privateJwk }: GeneratedKey,
  ): Promise<void> {
    const record = keys.find((key) => key.kid === kid);
    if (record === undefined) throw new Error('the made key is not among the keys');
    const privateKeySealed = await this.custody.seal(
      change.manager,
      'issuer-key',
      `${issuerId}/${kid}`,
      privateJwk,
    );
    await this.keys
      .within(change.manager)
      .insert({ ...recordOf(record), issuerId, publicJwk, privateKeySealed });
  }

  /** Writes and records each key that the decision altered: the one it replaced first, so that two are never active. */
  private async saveChanged(
    change: Change,
    issuer: IssuerEntity,
    before: readonly RotationKey[],
    after: readonly RotationKey[],
    decision: Decision,
  ): Promise<void> {
    const altered = after.filter((key, index) => !sameRecord(before[index], key));
    const own = (key: RotationKey) => decision.kind === 'create' || key.kid === decision.kid;
    for (const key of altered.sort((left, right) => Number(own(left)) - Number(own(right)))) {
      const previous = before.find((each) => each.kid === key.kid) ?? null;
      const erase = key.state === 'destroyed' || key.state === 'compromised';
      if (previous !== null) await this.keys.within(change.manager).save(issuer.id, key, erase);
      await change.record({
        action: own(key) ? ACTIONS[decision.kind] : 'key.deactivated',
        object: { kind: 'key', id: key.kid, name: `${issuer.name}/${key.kid}` },
        issuerId: issuer.id,
        before: previous && logged(previous),
        after: { ...logged(key), ...(own(key) ? { decision: decisionLogged(decision) } : {}) },
        reason: decision.reason,
      });
    }
  }

  private async storeNextTimes(manager: EntityManager, loaded: readonly LoadedRotation[]): Promise<void> {
    for (const { schedule, context } of loaded) {
      const { publishAt, activateAt, removeAt } = nextTimes(context);
      const next = { nextPublishAt: publishAt, nextActivateAt: activateAt, nextRemoveAt: removeAt };
      if (isStored(schedule, next)) continue;
      const { issuerId, alg } = schedule;
      await manager.update(IssuerScheduleEntity, { issuerId, alg }, next);
    }
  }
}

type NextTimesStored = Pick<IssuerScheduleEntity, 'nextPublishAt' | 'nextActivateAt' | 'nextRemoveAt'>;

/** A tick that brings nothing new writes nothing. */
function isStored(schedule: NextTimesStored, next: NextTimesStored): boolean {
  return (
    schedule.nextPublishAt === next.nextPublishAt &&
    schedule.nextActivateAt === next.nextActivateAt &&
    schedule.nextRemoveAt === next.nextRemoveAt
  );
}

/** Key pairs for the decisions that will need one: making them takes longer than a lock should be held. */
function keysFor(decisions: readonly Decision[]): Promise<GeneratedKey[]> {
  return Promise.all(
    decisions.flatMap((decision) => (decision.kind === 'create' ? [generateSigningKey(decision.alg)] : [])),
  );
}

async function takeKey(made: GeneratedKey[], alg: Algorithm): Promise<GeneratedKey> {
  const index = made.findIndex((key) => key.publicJwk.alg === alg);
  return made.splice(index, index < 0 ? 0 : 1)[0] ?? generateSigningKey(alg);
}

function logged(key: RotationKey) {
  return toSnake(recordOf(key));
}

function decisionLogged(decision: Decision) {
  const { cause, kind } = decision;
  const overridden = 'overridden' in decision ? decision.overridden.map((blocker) => blocker.code) : [];
  return { kind, cause, overridden };
}

const sameRecord = (left: RotationKey | undefined, right: RotationKey) =>
  left !== undefined && JSON.stringify(recordOf(left)) === JSON.stringify(recordOf(right));
