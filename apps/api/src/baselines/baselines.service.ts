import { Injectable } from '@nestjs/common';
import type {
  BaselineBreaksContracts,
  BaselineConflict,
  BaselineView,
  PreviewBaseline,
  PutBaseline,
} from '@accord/contract/http';
import { brokenBy } from '@accord/policy';
import type { Baseline } from '@accord/contract';
import { isDeepStrictEqual } from 'node:util';
import { ContractVersionsRepository } from '../contracts/contract-versions.repository.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { conflict } from '../platform/errors/problems.js';
import { type IfMatch, assertIfMatch } from '../platform/http/if-match.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { baselineInForce, baselineView } from './baseline-in-force.js';
import { BaselinesRepository } from './baselines.repository.js';

/** The organisation's guard rails: no contract may be looser. */
@Injectable()
export class BaselinesService {
  constructor(
    private readonly log: ChangeLog,
    private readonly baselines: BaselinesRepository,
    private readonly contracts: ContractVersionsRepository,
  ) {}

  get(): Promise<BaselineView> {
    return baselineInForce(this.baselines);
  }

  /**
   * Sets a new version. What is published stays in force; what the new baseline would not allow has to be named.
   *
   * @throws Problem 409 `baseline_breaks_contracts` with BaselineBreaksContracts, 412 `edit_conflict` and 428
   *   `if_match_required` with BaselineConflict
   */
  async put(
    caller: RequestContext,
    ifMatch: IfMatch,
    { baseline, reason, accept_broken }: PutBaseline,
  ): Promise<BaselineView> {
    return this.log.run(caller, async (change) => {
      const { number, at } = await change.lock();
      const baselines = this.baselines.within(change.manager);
      const before = await baselineInForce(baselines);
      assertMatches(ifMatch, before);
      if (before.version > 0 && isDeepStrictEqual(before.baseline, baseline)) {
        change.unchanged();
        return before;
      }
      const broken = await brokenContracts(this.contracts.within(change.manager), baseline);
      refuseUnnamed(broken, new Set(accept_broken));
      const version = before.version + 1;
      await change.record({
        action: 'baseline.updated',
        object: { kind: 'baseline', id: 'baseline', name: `version ${version}` },
        before: { version: before.version, baseline: before.baseline },
        after: { version, baseline, accepted_broken: broken.map(({ contract }) => contract) },
        reason,
      });
      const updatedBy = caller.principal.name;
      const entity = { version, baseline, changeNumber: number, updatedAt: at, updatedBy, reason };
      await baselines.insert(entity);
      return baselineView(entity);
    });
  }

  /** What setting it would answer with `baseline_breaks_contracts`; changes nothing. */
  async preview({ baseline }: PreviewBaseline): Promise<BaselineBreaksContracts> {
    return { broken: await brokenContracts(this.contracts, baseline) };
  }
}

async function brokenContracts(
  contracts: ContractVersionsRepository,
  baseline: Baseline,
): Promise<BaselineBreaksContracts['broken']> {
  const published = await contracts.allInForce();
  return brokenBy(baseline, published).map(({ service, environment, version, findings }) => ({
    contract: `${service}/${environment}`,
    service,
    environment,
    version,
    findings: [...findings],
  }));
}

function assertMatches(ifMatch: IfMatch, current: BaselineView): void {
  assertIfMatch(ifMatch, current.etag, {
    absent: 'Look at "current", and send its etag in If-Match to replace exactly that.',
    stale:
      `Version ${current.version} is in force, not the one that you read. Take over from "current" what you want to ` +
      'keep, then send its etag in If-Match.',
    extras: { current } satisfies BaselineConflict,
  });
}

function refuseUnnamed(broken: BaselineBreaksContracts['broken'], accepted: ReadonlySet<string>): void {
  const unnamed = broken.filter(({ contract }) => !accepted.has(contract));
  if (unnamed.length === 0) return;
  throw conflict(
    'baseline_breaks_contracts',
    `${unnamed.length} published contracts are looser than this baseline. Tighten them first, or name them in ` +
      'accept_broken to leave them as they are until they are published again.',
    { broken: unnamed } satisfies BaselineBreaksContracts,
  );
}
