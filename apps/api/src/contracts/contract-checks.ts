import { Injectable } from '@nestjs/common';
import { type LintFinding, ValidationContract } from '@accord/contract';
import { lintContract, normalizeContract } from '@accord/policy';
import type { EntityManager } from 'typeorm';
import { baselineInForce } from '../baselines/baseline-in-force.js';
import { BaselinesRepository } from '../baselines/baselines.repository.js';
import { KnownIssuersRepository } from './known-issuers.repository.js';

/** What a contract that somebody wrote comes to; `contract` is null while it does not parse. */
export interface CheckedContract {
  contract: ValidationContract | null;
  findings: LintFinding[];
}

/** Every check that a contract has to pass before a service enforces it, against what is in force now. */
@Injectable()
export class ContractChecks {
  constructor(
    private readonly baselines: BaselinesRepository,
    private readonly issuers: KnownIssuersRepository,
  ) {}

  /** The same checks inside a transaction. */
  within(manager: EntityManager): ContractChecks {
    return new ContractChecks(this.baselines.within(manager), this.issuers.within(manager));
  }

  async check(input: unknown): Promise<CheckedContract> {
    const parsed = ValidationContract.safeParse(input);
    const named = parsed.success ? parsed.data.issuers.map(({ issuer }) => issuer) : [];
    const { baseline } = await baselineInForce(this.baselines);
    const findings = lintContract(input, { baseline, issuers: await this.issuers.among(named) });
    return { contract: parsed.success ? normalizeContract(input) : null, findings };
  }
}

/** Whether something among the findings refuses a publish. */
export function hasErrors(findings: readonly LintFinding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
