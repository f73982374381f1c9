import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { tooManyRequests } from '../platform/errors/problems.js';
import { consume, postgresLimiter } from '../platform/limits/request-limits.js';
import { ACCOUNT_RULE, ADDRESS_RULE, afterFailure, secondsLocked } from './lock-out.js';
import { LoginLockEntity } from './login-lock.entity.js';

const TRIES_PER_MINUTE = { account: 10, address: 30 };

/** What a log-in is counted under: the account it names and the network it comes from. */
export interface LoginKeys {
  account: string;
  address: string;
}

/** Slows down guessing: lock-outs with back-off that all replicas share, and a cap on tries that run at the same time. */
@Injectable()
export class LoginLocks {
  private readonly accountTries: RateLimiterPostgres;
  private readonly addressTries: RateLimiterPostgres;

  constructor(private readonly dataSource: DataSource) {
    this.accountTries = postgresLimiter(dataSource, 'login', TRIES_PER_MINUTE.account, 60);
    this.addressTries = postgresLimiter(dataSource, 'login', TRIES_PER_MINUTE.address, 60);
  }

  keysOf(email: string, address: string | null): LoginKeys {
    return {
      account: `account:${createHash('sha256').update(email).digest('hex')}`,
      address: `address:${networkOf(address ?? 'unknown')}`,
    };
  }

  /**
   * Lets a try through, or not. An unknown account is locked like a known one: nothing is learnt from it.
   *
   * @throws Problem 429 `login_locked` with Retry-After
   */
  async admit(keys: LoginKeys, now: number): Promise<void> {
    const states = await this.dataSource.manager.findBy(LoginLockEntity, { key: In(Object.values(keys)) });
    const seconds = Math.max(0, ...states.map((state) => secondsLocked(state, now)));
    if (seconds > 0) throw loginLocked(seconds);
    await consume(this.accountTries, keys.account, 'login_locked');
    await consume(this.addressTries, keys.address, 'login_locked');
  }

  /** Counts a failure in the change's transaction; returns the seconds for which it locks, 0 for none. */
  async countFailure(manager: EntityManager, keys: LoginKeys, now: number): Promise<number> {
    const account = await this.count(manager, keys.account, ACCOUNT_RULE, now);
    const address = await this.count(manager, keys.address, ADDRESS_RULE, now);
    return Math.max(account, address);
  }

  /** A right password clears the account. The address stays counted: one good account must not clear it. */
  async clear(manager: EntityManager, keys: LoginKeys): Promise<void> {
    await manager.delete(LoginLockEntity, { key: keys.account });
  }

  /** Gives a try back that turned out right: only guesses count against the cap. */
  async giveBack(keys: LoginKeys): Promise<void> {
    await Promise.all([this.accountTries.reward(keys.account, 1), this.addressTries.reward(keys.address, 1)]);
  }

  private async count(manager: EntityManager, key: string, rule: typeof ACCOUNT_RULE, now: number) {
    const state = await manager.findOneBy(LoginLockEntity, { key });
    const next = afterFailure(state, rule, now);
    await manager.upsert(LoginLockEntity, { key, ...next }, ['key']);
    return secondsLocked(next, now);
  }
}

export function loginLocked(seconds: number) {
  return tooManyRequests('login_locked', `Too many failed log-ins. Try again in ${seconds} s.`, seconds);
}

/** One household or host of IPv6 has a /64 to pick addresses from. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`;
}
