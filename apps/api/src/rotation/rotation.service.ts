import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type {
  CompromiseKey,
  CompromiseResult,
  HoldKey,
  KeyCommand,
  KeyList,
  KeyParams,
  PutSchedule,
  RotateNow,
  RotationView,
  ScheduleView,
} from '@accord/contract/http';
import type { Algorithm } from '@accord/contract';
import {
  activateKey,
  compromiseKey,
  deactivateKey,
  holdKey,
  releaseKey,
  removeKey,
  rotateNow,
  safeBounds,
  toSnake,
  type Blocker,
  type CommandResult,
  type KeyCommandInput,
  type RotationContext,
} from '@accord/rotation';
import { DataSource } from 'typeorm';
import { IssuerKeysRepository } from '../issuer-keys/issuer-keys.repository.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { IssuersService } from '../issuers/issuers.service.js';
import { refuseTimeToCome } from '../issuers/refuse-time-to-come.js';
import { refuseUnmanaged } from '../issuers/refuse-unmanaged.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { conflict, notFound } from '../platform/errors/problems.js';
import { type IfMatch, assertIfMatch } from '../platform/http/if-match.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { IssuerScheduleEntity } from './issuer-schedule.entity.js';
import { RotationContexts, type LoadedRotation } from './rotation-contexts.js';
import { RotationRunner } from './rotation-runner.js';
import { blockerView, keyView, rotationView } from './rotation-view.js';
import { ScheduleSettings } from './schedule-settings.js';

type Command = (context: RotationContext, input: KeyCommandInput) => CommandResult;
export type KeyVerb = 'activate' | 'deactivate' | 'remove';

const COMMANDS: Record<KeyVerb, Command> = {
  activate: activateKey,
  deactivate: deactivateKey,
  remove: removeKey,
};

/** What people ask of an issuer's keys, and what they are shown. Every command obeys the pure guards. */
@Injectable()
export class RotationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly log: ChangeLog,
    private readonly issuers: IssuersService,
    private readonly issuersRepository: IssuersRepository,
    private readonly keys: IssuerKeysRepository,
    private readonly contexts: RotationContexts,
    private readonly runner: RotationRunner,
    private readonly settings: ScheduleSettings,
  ) {}

  /** @throws Problem 404, 422 `not_managed` */
  async view(name: string): Promise<RotationView> {
    const issuer = await this.issuers.find(name);
    refuseUnmanaged(issuer);
    const now = this.clock.nowSeconds();
    const loaded = await this.contexts.load(this.dataSource.manager, issuer, now);
    return rotationView(issuer, await this.keys.list(issuer.id), loaded, now);
  }

  /** @throws Problem 404 */
  async listKeys(name: string): Promise<KeyList> {
    const issuer = await this.issuers.find(name);
    return { items: (await this.keys.list(issuer.id)).map(keyView) };
  }

  /** @throws Problem 404, 409 `rotation_blocked` */
  async rotate(caller: RequestContext, name: string, { reason, alg }: RotateNow): Promise<RotationView> {
    await this.change(caller, name, async (change, issuer, loaded) => {
      for (const { context } of alg === undefined ? loaded : [scheduleOf(loaded, alg)]) {
        await this.carryOut(change, issuer, context, rotateNow(context, { reason }));
      }
    });
    return this.view(name);
  }

  /** @throws Problem 404, 409 `rotation_blocked` with everything that stands in the way */
  async command(
    caller: RequestContext,
    { issuer: name, kid }: KeyParams,
    verb: KeyVerb,
    body: KeyCommand,
  ): Promise<RotationView> {
    await this.change(caller, name, async (change, issuer, loaded) => {
      const context = contextOf(loaded, kid);
      await this.carryOut(change, issuer, context, COMMANDS[verb](context, { kid, ...body }));
    });
    return this.view(name);
  }

  /** @throws Problem 404, 409 `rotation_blocked` */
  async hold(caller: RequestContext, { issuer: name, kid }: KeyParams, body: HoldKey): Promise<RotationView> {
    const { reason } = body;
    const owner = caller.principal.name;
    await this.change(caller, name, async (change, issuer, loaded) => {
      const context = contextOf(loaded, kid);
      const result = body.hold
        ? holdKey(context, { kid, reason, owner, expiresAt: null })
        : releaseKey(context, { kid, reason });
      await this.carryOut(change, issuer, context, result);
    });
    return this.view(name);
  }

  /** The emergency path, past every guard. @throws Problem 404, 409 `rotation_blocked`, 422 `time_to_come` */
  async compromise(
    caller: RequestContext,
    { issuer: name, kid }: KeyParams,
    { reason, not_before: notBefore }: CompromiseKey,
  ): Promise<CompromiseResult> {
    const effect = await this.change(caller, name, async (change, issuer, loaded) => {
      const context = contextOf(loaded, kid);
      const result = compromiseKey(context, { kid, reason });
      if (!result.ok) throw blocked(result.blockers);
      await this.runner.apply(change, issuer, context, result.decisions, []);
      if (notBefore !== undefined) await this.cutOff(change, issuer, notBefore, reason);
      await this.runner.catchUp(change, issuer.id, []);
      return result;
    });
    return {
      exposure_seconds: effect.exposureSeconds,
      key_not_found_seconds: effect.keyNotFoundSeconds,
      rotation: await this.view(name),
    };
  }

  /** @throws Problem 404 */
  async schedule(name: string, alg: Algorithm): Promise<{ view: ScheduleView; etag: string }> {
    const issuer = await this.issuers.find(name);
    refuseUnmanaged(issuer);
    const loaded = await this.contexts.load(this.dataSource.manager, issuer, this.clock.nowSeconds());
    const found = scheduleOf(loaded, alg);
    return { view: scheduleView(issuer, found), etag: etagOf(found) };
  }

  /**
   * The windows of live keys stay as they are: their times are stored with them. What is saved already is no new version.
   *
   * @throws Problem 404, 412 `edit_conflict`, 428 `if_match_required`, 422 when a setting is below its safe minimum
   */
  async putSchedule(
    caller: RequestContext,
    name: string,
    ifMatch: IfMatch,
    body: PutSchedule,
  ): Promise<{ view: ScheduleView; etag: string }> {
    await this.change(caller, name, async (change, issuer, loaded) => {
      const found = scheduleOf(loaded, body.settings.alg);
      assertMatches(ifMatch, issuer, found);
      const slowest = Math.max(0, ...found.context.facts.verifiers.map((each) => each.copyAgeSeconds));
      this.settings.refuseUnsafe(body.settings, body.inputs, slowest);
      await this.saveSchedule(change, issuer, found, body);
      // At once: a lifetime that is raised and lowered again must not be forgotten between two ticks.
      await this.runner.catchUp(change, issuer.id, []);
    });
    return this.schedule(name, body.settings.alg);
  }

  private async saveSchedule(
    change: Change,
    issuer: IssuerEntity,
    { schedule }: LoadedRotation,
    { settings, inputs, reason }: PutSchedule,
  ): Promise<void> {
    const sameInputs = isDeepStrictEqual(inputs, issuer.rotationInputs);
    if (sameInputs && isDeepStrictEqual(settings, schedule.settings)) {
      change.unchanged();
      return;
    }
    const key = { issuerId: issuer.id, alg: schedule.alg };
    await change.manager.update(IssuerScheduleEntity, key, { settings });
    // Whoever looks at another algorithm sees the inputs, too: saving what they saw must not take the change back.
    const changed = sameInputs ? key : { issuerId: issuer.id };
    await change.manager.increment(IssuerScheduleEntity, changed, 'version', 1);
    await this.issuersRepository.within(change.manager).update(issuer.id, { rotationInputs: inputs });
    await change.record({
      action: 'schedule.updated',
      object: {
        kind: 'schedule',
        id: `${issuer.id}/${schedule.alg}`,
        name: `${issuer.name}/${schedule.alg}`,
      },
      issuerId: issuer.id,
      before: { settings: schedule.settings, inputs: issuer.rotationInputs },
      after: { settings, inputs },
      reason,
    });
  }

  /** One transaction about one managed issuer, with its rotation as it is under the log's lock. */
  private change<Result>(
    caller: RequestContext,
    name: string,
    work: (change: Change, issuer: IssuerEntity, loaded: LoadedRotation[]) => Promise<Result>,
  ): Promise<Result> {
    return this.log.run(caller, async (change) => {
      const issuer = await this.issuers.forWriting(change, name);
      refuseUnmanaged(issuer);
      const { at } = await change.lock();
      return work(change, issuer, await this.contexts.load(change.manager, issuer, at));
    });
  }

  private async carryOut(
    change: Change,
    issuer: IssuerEntity,
    context: RotationContext,
    result: CommandResult,
  ): Promise<void> {
    if (!result.ok) throw blocked(result.blockers);
    if (result.decisions.length === 0) change.unchanged();
    await this.runner.apply(change, issuer, context, result.decisions, []);
    await this.runner.catchUp(change, issuer.id, []);
  }

  /** Only ever later: what is refused already stays refused. */
  private async cutOff(
    change: Change,
    issuer: IssuerEntity,
    asked: NonNullable<CompromiseKey['not_before']>,
    reason: string,
  ): Promise<void> {
    const { number, at } = await change.lock();
    if (asked !== 'now') refuseTimeToCome('not_before', asked, at);
    const notBefore = Math.max(issuer.notBefore ?? 0, asked === 'now' ? at : asked);
    if (notBefore === issuer.notBefore) return;
    await this.issuersRepository
      .within(change.manager)
      .update(issuer.id, { notBefore, changeNumber: number });
    await change.record({
      action: 'issuer.cut_off',
      object: { kind: 'issuer', id: issuer.id, name: issuer.name },
      issuerId: issuer.id,
      before: { not_before: issuer.notBefore },
      after: { not_before: notBefore },
      reason,
    });
  }
}

export function contextOf(loaded: readonly LoadedRotation[], kid: string): RotationContext {
  const key = loaded[0]?.context.keys.find((each) => each.kid === kid);
  const found = loaded.find(({ schedule }) => schedule.alg === key?.alg);
  if (found === undefined) throw notFound(`key "${kid}" of this issuer`);
  return found.context;
}

function scheduleOf(loaded: readonly LoadedRotation[], alg: Algorithm): LoadedRotation {
  const found = loaded.find(({ schedule }) => schedule.alg === alg);
  if (found === undefined) throw notFound(`schedule for ${alg} of this issuer`);
  return found;
}

const etagOf = ({ schedule }: LoadedRotation) => `"${schedule.version}"`;

function assertMatches(ifMatch: IfMatch, issuer: IssuerEntity, found: LoadedRotation): void {
  assertIfMatch(ifMatch, String(found.schedule.version), {
    absent: 'Send If-Match with the ETag of the schedule that you looked at.',
    stale: 'Somebody changed this schedule. Look at it again, then save.',
    extras: { current: scheduleView(issuer, found), etag: etagOf(found) },
  });
}

function scheduleView(issuer: IssuerEntity, { schedule, context }: LoadedRotation): ScheduleView {
  if (issuer.rotationInputs === null) throw new Error(`${issuer.name} has a schedule but no inputs`);
  return {
    settings: schedule.settings,
    inputs: issuer.rotationInputs,
    bounds: toSnake(safeBounds(context.bounds)),
    bounds_input: toSnake(context.bounds),
    version: schedule.version,
  };
}

export function blocked(blockers: readonly Blocker[]) {
  const views = blockers.map(blockerView);
  const times = views.flatMap(({ until }) => (until === null ? [] : [until]));
  const when = times.length === 0 ? [] : [`Not before ${new Date(Math.max(...times) * 1000).toISOString()}.`];
  const detail = [...views.map(({ sentence }) => sentence), ...when].join(' ');
  return conflict('rotation_blocked', detail, { blockers: views });
}
