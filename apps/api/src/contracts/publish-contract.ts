import type { Change } from '../platform/change-log/change.js';
import type { Place } from '../services/places.js';
import { assessContract } from './assess-contract.js';
import type { ContractChecks } from './contract-checks.js';
import { contractObject } from './contract-view.js';
import type { ContractVersionEntity } from './contract-version.entity.js';
import { ContractVersionsRepository } from './contract-versions.repository.js';

/** What is to be enforced, where, why and by whose decision. */
export interface Publication {
  place: Place;
  /** As somebody wrote it: it is checked here, against what is in force now. */
  contract: unknown;
  reason: string;
  publishedBy: string;
  /** The version whose content comes back; null for new content. */
  rollbackOf: number | null;
}

/**
 * The one way by which a contract comes into force: everything that changes what a service enforces ends here, in a
 * transaction that holds the log's lock.
 *
 * @throws Problem 422 `contract_refused` with findings, 409 `nothing_to_publish` or `too_many_revocations`
 */
export async function publishContract(
  change: Change,
  checks: ContractChecks,
  publication: Publication,
): Promise<ContractVersionEntity> {
  const { at } = await change.lock();
  const { place, reason, publishedBy, rollbackOf } = publication;
  const versions = new ContractVersionsRepository(change.manager);
  const live = await versions.inForce(place);
  const assessed = await assessContract(change.manager, checks, {
    place,
    live,
    contract: publication.contract,
  });
  if (assessed.refusal !== null) throw assessed.refusal;
  const { contract, hash, changes } = assessed;
  const version = (live?.version ?? 0) + 1;
  const changeNumber = await change.record({
    action: 'contract.published',
    object: contractObject('contract', place),
    serviceId: place.service.id,
    environmentId: place.environment.id,
    before: live === null ? null : { version: live.version, hash: live.hash, contract: live.contract },
    after: {
      version,
      hash,
      contract,
      rollback_of: rollbackOf,
      changes,
    },
    reason,
  });
  const published: ContractVersionEntity = {
    serviceId: place.service.id,
    environmentId: place.environment.id,
    version,
    contract,
    hash,
    changeNumber,
    publishedAt: at,
    publishedBy,
    reason,
    rollbackOf,
  };
  await versions.insert(published);
  return published;
}
