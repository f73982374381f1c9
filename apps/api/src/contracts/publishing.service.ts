import { Injectable } from '@nestjs/common';
import type {
  ContractVersionView,
  PublishContract,
  RollbackContract,
  ServiceEnvironmentParams,
  VersionInForce,
} from '@accord/contract/http';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Problem } from '../platform/errors/problem.js';
import { conflict, notFound, preconditionFailed } from '../platform/errors/problems.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Places, placeName } from '../services/places.js';
import { NOTHING_TO_PUBLISH } from './assess-contract.js';
import { ContractChecks } from './contract-checks.js';
import type { ContractVersionEntity } from './contract-version.entity.js';
import { versionSummary, versionView } from './contract-view.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';
import { draftEtag } from './draft-etag.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService, editConflict, endDraft } from './drafts.service.js';
import { type Publication, publishContract } from './publish-contract.js';

/** Brings contracts into force: new ones from the draft, old ones by rolling back. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly log: ChangeLog,
    private readonly places: Places,
    private readonly drafts: DraftsService,
    private readonly draftRows: DraftsRepository,
    private readonly versions: ContractVersionsRepository,
    private readonly checks: ContractChecks,
  ) {}

  /**
   * Publishes the draft that was looked at, and ends it. One that means the same as what is in force ends too: it would
   * stay pending for ever.
   *
   * @throws Problem 404, 409 `service_archived`, `no_draft`, `nothing_to_publish` or `too_many_revocations`, 412
   *   `edit_conflict`, 422 `contract_refused`
   */
  async publish(
    caller: RequestContext,
    names: ServiceEnvironmentParams,
    { reason, draft_etag }: PublishContract,
  ): Promise<ContractVersionView> {
    const outcome = await this.log.run(caller, async (change) => {
      await change.lock();
      const place = await this.places.forWriting(change.manager, names);
      const state = await this.drafts.stateOf(place, change.manager);
      if (state.draft === null) throw noDraft(placeName(place));
      if (draftEtag(state.draft, state.live) !== draft_etag) throw editConflict(state);
      const published = await publishUnlessSame(change, this.checks, {
        place,
        contract: state.draft.contract,
        reason,
        publishedBy: caller.principal.name,
        rollbackOf: null,
      });
      if (published instanceof Problem) {
        const version = state.live?.version ?? 0;
        await endDraft(change, place, state.draft, `means the same as version ${version}, which is in force`);
        return published;
      }
      await this.draftRows.within(change.manager).delete(state.draft);
      const view = versionView(published);
      change.replay(view);
      return view;
    });
    if (outcome instanceof Problem) throw outcome;
    return outcome;
  }

  /**
   * Publishes the content of an older version as a new one. A draft stays as it is.
   *
   * @throws Problem 404, 412 `edit_conflict` when `from_version` is not in force, 409 and 422 as for publish: what was allowed then need not be allowed now
   */
  async rollback(
    caller: RequestContext,
    names: ServiceEnvironmentParams,
    { to_version, from_version, reason }: RollbackContract,
  ): Promise<ContractVersionView> {
    return this.log.run(caller, async (change) => {
      await change.lock();
      const place = await this.places.forWriting(change.manager, names);
      const old = await this.versions.within(change.manager).find(place, to_version);
      if (old === null) throw notFound(`version ${to_version} of ${placeName(place)}`);
      const live = await this.versions.within(change.manager).inForce(place);
      if (from_version !== undefined && live !== null && live.version !== from_version) {
        throw notInForce(from_version, live);
      }
      const published = await publishContract(change, this.checks, {
        place,
        contract: old.contract,
        reason,
        publishedBy: caller.principal.name,
        rollbackOf: to_version,
      });
      const view = versionView(published);
      change.replay(view);
      return view;
    });
  }
}

/** A refusal that is returned, not thrown, lets the transaction commit: the draft ends all the same. */
async function publishUnlessSame(
  change: Change,
  checks: ContractChecks,
  publication: Publication,
): Promise<ContractVersionEntity | Problem> {
  try {
    return await publishContract(change, checks, publication);
  } catch (error) {
    if (error instanceof Problem && error.code === NOTHING_TO_PUBLISH) return error;
    throw error;
  }
}

function notInForce(version: number, live: ContractVersionEntity): Problem {
  return preconditionFailed(
    `Version ${version} is not in force: "in_force" is. Look at what it changed, then send its version as from_version.`,
    { in_force: versionSummary(live) } satisfies VersionInForce,
  );
}

function noDraft(place: string) {
  return conflict(
    'no_draft',
    `There is no draft of ${place}: it was published or discarded, or never begun. Look at the newest version first.`,
  );
}
