import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { baselineInForce } from '../baselines/baseline-in-force.js';
import { BaselinesRepository } from '../baselines/baselines.repository.js';
import { type LifeLimits, limitsFor, limitsOfBaseline, neededUntil } from './needed-until.js';
import { RevocationsRepository, type RevokingIssuer } from './revocations.repository.js';

/** How long revocations are needed under the contracts that are in force now. */
@Injectable()
export class RevocationLimits {
  constructor(
    private readonly revocations: RevocationsRepository,
    private readonly baselines: BaselinesRepository,
  ) {}

  /** The same inside a transaction. */
  within(manager: EntityManager): RevocationLimits {
    return new RevocationLimits(this.revocations.within(manager), this.baselines.within(manager));
  }

  /** Until when a token of the issuer could be accepted that is issued up to `issuedUntil`; both epoch seconds. */
  async neededUntil(issuer: RevokingIssuer, issuedUntil: number): Promise<number> {
    return neededUntil(issuedUntil, await this.of(issuer));
  }

  /** The limits of every contract that names the issuer; those of the baseline while none does. */
  async of({ issuer }: RevokingIssuer): Promise<LifeLimits[]> {
    const contracts = await this.revocations.contractsNaming(issuer);
    const limits = contracts.flatMap((contract) => limitsFor(contract, issuer) ?? []);
    if (limits.length > 0) return limits;
    return [limitsOfBaseline((await baselineInForce(this.baselines)).baseline)];
  }
}
