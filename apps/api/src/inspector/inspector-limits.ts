import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { Principal } from '../platform/auth/principal.js';
import { consume, postgresLimiter } from '../platform/limits/request-limits.js';

/** A judgement costs signatures, and an oracle for tokens should not be a fast one. */
export const INSPECTIONS_A_MINUTE = 120;

/** How often one person may have tokens judged. */
@Injectable()
export class InspectorLimits {
  private readonly limiter: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    this.limiter = postgresLimiter(dataSource, 'inspect', INSPECTIONS_A_MINUTE, 60);
  }

  /** @throws Problem 429 `rate_limited` with Retry-After. */
  admit({ kind, id }: Principal): Promise<void> {
    return consume(this.limiter, `${kind}:${id}`, 'rate_limited');
  }
}
