import type { ContractChange, LintFinding, ValidationContract } from '@accord/contract';
import type { VersionInForce } from '@accord/contract/http';
import { contractHash, diffContracts } from '@accord/policy';
import type { EntityManager } from 'typeorm';
import type { Problem } from '../platform/errors/problem.js';
import { conflict, unprocessable } from '../platform/errors/problems.js';
import { REVOCATIONS_IN_A_BUNDLE, RevocationsRepository } from '../revocations/revocations.repository.js';
import { type Place, placeName } from '../services/places.js';
import { type CheckedContract, type ContractChecks, hasErrors } from './contract-checks.js';
import { versionSummary } from './contract-view.js';
import type { ContractVersionEntity } from './contract-version.entity.js';

/** The code of the refusal to publish what is in force already. */
export const NOTHING_TO_PUBLISH = 'nothing_to_publish';

/** A contract that somebody wrote, and what it would replace. */
export interface Candidate {
  place: Place;
  live: ContractVersionEntity | null;
  contract: unknown;
}

interface Refused {
  /** Null while what was written does not parse. */
  contract: ValidationContract | null;
  hash: string | null;
  findings: LintFinding[];
  changes: ContractChange[];
  /** Why a publish would be refused. */
  refusal: Problem;
}

interface Publishable {
  contract: ValidationContract;
  hash: string;
  findings: LintFinding[];
  changes: ContractChange[];
  refusal: null;
}

/** What publishing a contract would come to, whoever asks: a preview, or the publish itself. */
export type AssessedContract = Refused | Publishable;

/** Writes nothing. */
export async function assessContract(
  manager: EntityManager,
  checks: ContractChecks,
  { place, live, contract: written }: Candidate,
): Promise<AssessedContract> {
  const checked = await checks.within(manager).check(written);
  const { contract, findings } = checked;
  if (contract === null) return { ...checked, hash: null, changes: [], refusal: contractRefused(findings) };
  const hash = await contractHash(contract);
  const changes = diffContracts(live?.contract ?? null, contract);
  const refusal = refusalOf(checked, hash, place, live) ?? (await overfullBundle(manager, contract));
  return { contract, hash, findings, changes, refusal };
}

function refusalOf(
  { findings }: CheckedContract,
  hash: string,
  place: Place,
  live: ContractVersionEntity | null,
): Problem | null {
  if (hasErrors(findings)) return contractRefused(findings);
  return live?.hash === hash ? nothingToPublish(place, live) : null;
}

function contractRefused(findings: readonly LintFinding[]): Problem {
  return unprocessable(
    'contract_refused',
    'The contract has errors. Correct what "findings" lists, save the draft and publish again.',
    { findings: [...findings] },
  );
}

function nothingToPublish(place: Place, live: ContractVersionEntity): Problem {
  return conflict(
    NOTHING_TO_PUBLISH,
    `Version ${live.version} of ${placeName(place)} is in force already and means exactly the same.`,
    { in_force: versionSummary(live) } satisfies VersionInForce,
  );
}

async function overfullBundle(manager: EntityManager, contract: ValidationContract): Promise<Problem | null> {
  const issuers = contract.issuers.map(({ issuer }) => issuer);
  const live = await new RevocationsRepository(manager).countLive(issuers, contract.revocation);
  if (live <= REVOCATIONS_IN_A_BUNDLE) return null;
  return conflict(
    'too_many_revocations',
    `The issuers of this contract have ${live} revocations, and a bundle takes ${REVOCATIONS_IN_A_BUNDLE}. Replace many ` +
      'by one: revoke the subject or the client, or everything that an issuer issued before a time.',
  );
}
