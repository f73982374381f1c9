import type { ValidationContract } from '@accord/contract';
import { contractHash, diffContracts } from '@accord/policy';
import type { Change } from '../platform/change-log/change.js';
import { conflict, unprocessable } from '../platform/errors/problems.js';
import { REVOCATIONS_IN_A_BUNDLE, RevocationsRepository } from '../revocations/revocations.repository.js';
import { type Place, placeName } from '../services/places.js';
import { type ContractChecks, hasErrors } from './contract-checks.js';
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
  const contract = await checked(checks.within(change.manager), publication.contract);
  const hash = await contractHash(contract);
  const live = await versions.inForce(place);
  if (live?.hash === hash) throw nothingToPublish(place, live.version);
  await refuseOverfullBundle(change, contract);
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
      changes: diffContracts(live?.contract ?? null, contract),
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

async function checked(checks: ContractChecks, input: unknown): Promise<ValidationContract> {
  const { contract, findings } = await checks.check(input);
  if (contract !== null && !hasErrors(findings)) return contract;
  throw unprocessable(
    'contract_refused',
    'The contract has errors. Correct what "findings" lists, save the draft and publish again.',
    { findings },
  );
}

function nothingToPublish(place: Place, version: number) {
  return conflict(
    'nothing_to_publish',
    `Version ${version} of ${placeName(place)} is in force already and means exactly the same.`,
  );
}

async function refuseOverfullBundle(change: Change, contract: ValidationContract): Promise<void> {
  const issuers = contract.issuers.map(({ issuer }) => issuer);
  const live = await new RevocationsRepository(change.manager).countLive(issuers, contract.revocation);
  if (live <= REVOCATIONS_IN_A_BUNDLE) return;
  throw conflict(
    'too_many_revocations',
    `The issuers of this contract have ${live} revocations, and a bundle takes ${REVOCATIONS_IN_A_BUNDLE}. Replace many ` +
      'by one: revoke the subject or the client, or everything that an issuer issued before a time.',
  );
}
