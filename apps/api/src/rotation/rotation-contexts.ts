import { Inject, Injectable } from '@nestjs/common';
import type { Algorithm, RotationSettings } from '@accord/contract';
import {
  toCamel,
  type RotationContext,
  type RotationFacts,
  type RotationPolicy,
  type VerifierInstance,
} from '@accord/rotation';
import type { EntityManager } from 'typeorm';
import { IssuerKeysRepository } from '../issuer-keys/issuer-keys.repository.js';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { boundsInput, copyAgeOf } from './bounds.js';
import { IssuerScheduleEntity } from './issuer-schedule.entity.js';
import { RotationFactsRepository, type FleetRow } from './rotation-facts.repository.js';

/** One schedule of an issuer with everything that a decision about it is taken from. */
export interface LoadedRotation {
  schedule: IssuerScheduleEntity;
  context: RotationContext;
}

/** How far back reports are asked for keys that are still in use. */
const REPORT_HORIZON_SECONDS = 86_400;

/** Reads rotation contexts: adapters around the pure decisions. */
@Injectable()
export class RotationContexts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly facts: RotationFactsRepository,
    private readonly keys: IssuerKeysRepository,
  ) {}

  /**
   * Every schedule of a managed issuer, as seen by `manager` at `now` (epoch seconds). Without reports (only removals
   * ask for them) it is a matter of milliseconds whatever the traffic: enough for an overview in which no removal is
   * due, not for decisions.
   */
  async load(
    manager: EntityManager,
    issuer: IssuerEntity,
    now: number,
    { reports = true }: { reports?: boolean } = {},
  ): Promise<LoadedRotation[]> {
    const schedules = await manager.find(IssuerScheduleEntity, {
      where: { issuerId: issuer.id },
      order: { alg: 'ASC' },
    });
    if (schedules.length === 0 || issuer.rotationInputs === null) return [];
    const inputs = issuer.rotationInputs;
    const keys = await this.keys.within(manager).list(issuer.id);
    const verifiers = await this.verifiers(manager, issuer.issuer, now, reports);
    const slowest = Math.max(0, ...verifiers.map((verifier) => verifier.copyAgeSeconds));
    const bounds = boundsInput(inputs, this.config, slowest);
    const loaded: LoadedRotation[] = [];
    for (const schedule of schedules) {
      const facts = await this.factsOf(manager, issuer, schedule.alg, verifiers, now);
      loaded.push({ schedule, context: { now, settings: policyOf(schedule.settings), keys, bounds, facts } });
    }
    return loaded;
  }

  private async factsOf(
    manager: EntityManager,
    issuer: IssuerEntity,
    alg: Algorithm,
    verifiers: VerifierInstance[],
    now: number,
  ): Promise<RotationFacts> {
    const facts = this.facts.within(manager);
    return {
      verifiers,
      signers: await facts.signers(issuer.id, alg, now),
      contractsRefusingAlg: await facts.contractsRefusing(issuer.issuer, alg),
      apiUpSince: await facts.apiUpSince(now),
    };
  }

  private async verifiers(
    manager: EntityManager,
    issuer: string,
    now: number,
    reports: boolean,
  ): Promise<VerifierInstance[]> {
    const facts = this.facts.within(manager);
    const rows = await facts.fleet(issuer, now);
    if (rows.length === 0) return [];
    if (!reports) return rows.map((row) => this.verifier(row, new Map(), new Map()));
    const reported = await facts.reportedUntil(now - REPORT_HORIZON_SECONDS);
    const accepted = await facts.acceptedUntil(issuer, now - REPORT_HORIZON_SECONDS);
    return rows.map((row) => this.verifier(row, reported, accepted));
  }

  private verifier(
    row: FleetRow,
    reported: ReadonlyMap<string, number>,
    accepted: ReadonlyMap<string, Record<string, number>>,
  ): VerifierInstance {
    const { id, intervalSeconds, ...known } = row;
    return {
      ...known,
      copyAgeSeconds: copyAgeOf(this.config, intervalSeconds),
      reportedUntil: reported.get(id) ?? null,
      acceptedUntil: accepted.get(id) ?? {},
    };
  }
}

export function policyOf(settings: RotationSettings): RotationPolicy {
  return toCamel(settings);
}
