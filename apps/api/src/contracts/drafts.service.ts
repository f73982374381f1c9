import { Injectable } from '@nestjs/common';
import { diffContracts } from '@accord/policy';
import type { DraftBody, DraftConflict, DraftView, ServiceEnvironmentParams } from '@accord/contract/http';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { findSecret } from '../platform/change-log/secrets.js';
import type { Problem } from '../platform/errors/problem.js';
import { notFound, preconditionFailed, unprocessable } from '../platform/errors/problems.js';
import { type IfMatch, assertIfMatch, names } from '../platform/http/if-match.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type Place, Places, placeName } from '../services/places.js';
import { ContractChecks } from './contract-checks.js';
import type { ContractDraftEntity } from './contract-draft.entity.js';
import type { ContractVersionEntity } from './contract-version.entity.js';
import { contractObject } from './contract-view.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';
import { draftEtag, newDraftMark } from './draft-etag.js';
import { DraftsRepository } from './drafts.repository.js';

/** A draft and the live version that it is compared with. */
export interface DraftState {
  draft: ContractDraftEntity | null;
  live: ContractVersionEntity | null;
}

/** The conditions (RFC 9110 §13.1) under which a draft is saved. */
export interface DraftConditions {
  ifMatch: IfMatch;
  /** `*` saves only where there is no draft yet. */
  ifNoneMatch: IfMatch;
}

/** A draft that was saved, and whether there was none before. */
export interface SavedDraft {
  view: DraftView;
  created: boolean;
}

/** Contracts that people edit. At most one for each service and environment; nobody enforces it. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly log: ChangeLog,
    private readonly places: Places,
    private readonly drafts: DraftsRepository,
    private readonly versions: ContractVersionsRepository,
    private readonly checks: ContractChecks,
  ) {}

  /** @throws Problem 404 when there is no draft */
  async get(where: ServiceEnvironmentParams): Promise<DraftView> {
    const place = await this.places.find(where);
    const live = await this.versions.inForce(place);
    const draft = await this.drafts.find(place);
    if (draft === null) throw noDraft(place);
    return this.view(draft, live, this.checks);
  }

  /**
   * Saves what somebody wrote, finished or not, unless somebody else saved or published in between.
   *
   * @throws Problem 404, 409 `service_archived`, 412 `edit_conflict` and 428 `if_match_required` with DraftConflict, 422
   *   `draft_holds_secret`
   */
  async put(
    caller: RequestContext,
    where: ServiceEnvironmentParams,
    conditions: DraftConditions,
    { contract }: DraftBody,
  ): Promise<SavedDraft> {
    refuseSecrets(contract);
    return this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const place = await this.places.forWriting(change.manager, where);
      const state = await this.stateOf(place, change.manager);
      assertMayWrite(conditions, state);
      const { draft: before, live } = state;
      const checks = this.checks.within(change.manager);
      if (before !== null && isDeepStrictEqual(before.contract, contract)) {
        change.unchanged();
        return { view: await this.view(before, live, checks), created: false };
      }
      const draft: ContractDraftEntity = {
        serviceId: place.service.id,
        environmentId: place.environment.id,
        contract,
        etag: newDraftMark(),
        basedOnVersion: before === null ? (live?.version ?? null) : before.basedOnVersion,
        updatedAt: at,
        updatedBy: caller.principal.name,
      };
      await this.drafts.within(change.manager).put(draft);
      await recordDraft(change, place, 'contract_draft.saved', before, draft, null);
      return { view: await this.view(draft, live, checks), created: before === null };
    });
  }

  /** @throws Problem 404, 409 `service_archived`, 412 `edit_conflict` and 428 `if_match_required` with DraftConflict */
  async discard(caller: RequestContext, where: ServiceEnvironmentParams, ifMatch: IfMatch): Promise<void> {
    await this.log.run(caller, async (change) => {
      await change.lock();
      const place = await this.places.forWriting(change.manager, where);
      const state = await this.stateOf(place, change.manager);
      if (state.draft === null) throw noDraft(place);
      assertMatches(ifMatch, state.draft, state.live);
      await endDraft(change, place, state.draft, null);
    });
  }

  /** Inside a transaction that holds the log's lock. */
  async stateOf(place: Place, manager: EntityManager): Promise<DraftState> {
    return {
      draft: await this.drafts.within(manager).find(place),
      live: await this.versions.within(manager).inForce(place),
    };
  }

  private async view(
    draft: ContractDraftEntity,
    live: ContractVersionEntity | null,
    checks: ContractChecks,
  ): Promise<DraftView> {
    const { contract, findings } = await checks.check(draft.contract);
    return {
      ...draftContent(draft, live),
      based_on_version: draft.basedOnVersion,
      findings,
      changes: contract === null ? [] : diffContracts(live?.contract ?? null, contract),
    };
  }
}

const noDraft = (place: Place): Problem =>
  notFound(`draft of ${placeName(place)}`, 'Begin one with PUT, or look at the versions.');

/** The 412 for an ETag that is not (or no longer) the draft's. */
export function editConflict({ draft, live }: DraftState): Problem {
  if (draft !== null) return preconditionFailed(staleWords(draft), conflictWith(draft, live));
  return preconditionFailed(
    'There is no draft any more: it was published or discarded meanwhile. Look at the newest version, then start a ' +
      'new draft without If-Match.',
    { current: null } satisfies DraftConflict,
  );
}

function assertMayWrite({ ifMatch, ifNoneMatch }: DraftConditions, state: DraftState): void {
  const { draft, live } = state;
  if (draft === null) {
    if (ifMatch.kind !== 'absent') throw editConflict(state);
    return;
  }
  if (names(ifNoneMatch, draftEtag(draft, live))) throw draftExists(draft, live);
  assertMatches(ifMatch, draft, live);
}

function draftExists(draft: ContractDraftEntity, live: ContractVersionEntity | null): Problem {
  return preconditionFailed(
    `${draft.updatedBy} has a draft here, and If-None-Match says to save only where there is none. Look at "current", ` +
      'and send its etag in If-Match to overwrite exactly that.',
    conflictWith(draft, live),
  );
}

function assertMatches(
  ifMatch: IfMatch,
  draft: ContractDraftEntity,
  live: ContractVersionEntity | null,
): void {
  assertIfMatch(ifMatch, draftEtag(draft, live), {
    absent:
      'There is a draft already. Look at "current", and send its etag in If-Match to change exactly that.',
    stale: staleWords(draft),
    extras: conflictWith(draft, live),
  });
}

const staleWords = ({ updatedBy }: ContractDraftEntity): string =>
  `${updatedBy} saved the draft, or the live contract changed, since you read it. "current" is what you would ` +
  'overwrite: take over what you want to keep, then send its etag instead.';

const conflictWith = (draft: ContractDraftEntity, live: ContractVersionEntity | null) =>
  ({ current: draftContent(draft, live) }) satisfies DraftConflict;

function draftContent(draft: ContractDraftEntity, live: ContractVersionEntity | null) {
  return {
    contract: draft.contract,
    etag: draftEtag(draft, live),
    updated_at: draft.updatedAt,
    updated_by: draft.updatedBy,
  };
}

/** What is saved goes into the log, which cannot be cleaned. @throws Problem 422 `draft_holds_secret` */
export function refuseSecrets(contract: Record<string, unknown>): void {
  const path = findSecret(contract);
  if (path === undefined) return;
  throw unprocessable(
    'draft_holds_secret',
    `${path} has the name of a secret, and what is saved is kept for ever. A contract never holds secrets: remove it.`,
  );
}

/** Ends a draft, inside a transaction that holds the log's lock. */
export async function endDraft(
  change: Change,
  place: Place,
  draft: ContractDraftEntity,
  reason: string | null,
): Promise<void> {
  await new DraftsRepository(change.manager).delete(draft);
  await recordDraft(change, place, 'contract_draft.discarded', draft, null, reason);
}

async function recordDraft(
  change: Change,
  place: Place,
  action: string,
  before: ContractDraftEntity | null,
  after: ContractDraftEntity | null,
  reason: string | null,
): Promise<void> {
  await change.record({
    action,
    object: contractObject('contract_draft', place),
    serviceId: place.service.id,
    environmentId: place.environment.id,
    before: before === null ? null : { contract: before.contract },
    after: after === null ? null : { contract: after.contract },
    reason,
  });
}
