import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

const DAY_SECONDS = 86_400;

/** `$1` is now, in epoch seconds. None of these is a change: nothing that counts ends here. */
const DELETIONS = [
  'DELETE FROM sessions WHERE expires_at < $1',
  `DELETE FROM idempotency_keys WHERE at < $1 - ${DAY_SECONDS}`,
  `DELETE FROM login_locks WHERE last_failure_at < $1 - ${DAY_SECONDS}`,
  'DELETE FROM rate_limits WHERE expire < $1::bigint * 1000',
];

/** Rows, of whatever feature, that mean nothing any more. */
@Injectable()
export class ExpiredRowsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** `now`: epoch seconds. */
  async delete(now: number): Promise<void> {
    for (const sql of DELETIONS) await this.manager.query(sql, [now]);
  }
}
