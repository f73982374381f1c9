import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { systemContext } from '../platform/http/request-context.js';
import { neededUntil } from './needed-until.js';
import { RevocationLimits } from './revocation-limits.js';
import type { RevocationEntity } from './revocation.entity.js';
import { RevocationsRepository, type RevokingIssuer } from './revocations.repository.js';

/** At most this many in one event, which names them. */
const BATCH = 1_000;

/** Takes revocations out of the bundles when no token that they refuse can be accepted any more. */
@Injectable()
export class RevocationSweep {
  constructor(
    private readonly log: ChangeLog,
    private readonly repository: RevocationsRepository,
    private readonly limits: RevocationLimits,
  ) {}

  /**
   * Sweeps what is over at `now` (epoch seconds), with one event for each issuer and thousand. Safe on several replicas
   * at once. Returns how many were swept. A revocation stays past its `until` when a contract that was published since
   * accepts longer-lived tokens.
   */
  async sweepExpired(now: number): Promise<number> {
    let swept = 0;
    for (const issuer of await this.repository.issuersWithExpired(now)) {
      for (let batch = BATCH; batch === BATCH; swept += batch) batch = await this.sweepBatch(issuer, now);
    }
    return swept;
  }

  private async sweepBatch(issuer: RevokingIssuer, now: number): Promise<number> {
    return this.log.run(systemContext('revocation sweep', randomUUID()), async (change) => {
      await change.lock();
      const over = (await this.findOver(change, issuer, now)).slice(0, BATCH);
      if (over.length === 0) {
        change.unchanged();
        return 0;
      }
      const ids = over.map(({ id }) => id);
      const repository = this.repository.within(change.manager);
      await repository.markSwept(ids, now);
      const number = await change.record({
        action: 'issuer.revocations_swept',
        object: { kind: 'issuer', id: issuer.id, name: issuer.name },
        issuerId: issuer.id,
        before: { revocations: ids },
        after: { revocations: [] },
      });
      await repository.touchIssuer(issuer.id, number);
      return ids.length;
    });
  }

  private async findOver(change: Change, issuer: RevokingIssuer, now: number): Promise<RevocationEntity[]> {
    const limits = await this.limits.within(change.manager).of(issuer);
    const expired = await this.repository.within(change.manager).findExpired(issuer.id, now);
    return expired.filter(
      ({ createdAt, before }) => neededUntil(Math.max(createdAt, before ?? createdAt), limits) <= now,
    );
  }
}
