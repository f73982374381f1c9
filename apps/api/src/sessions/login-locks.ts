import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { ChangeLog } from '../platform/change-log/change-log.js';
import type { Problem } from '../platform/errors/problem.js';
import { tooManyRequests } from '../platform/errors/problems.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { networkOf } from '../platform/limits/network-of.js';
import { consume, postgresLimiter } from '../platform/limits/request-limits.js';
import type { UserEntity } from '../users/user.entity.js';
import { ACCOUNT_RULE, ADDRESS_RULE, afterFailure, fromNow, secondsLocked } from './lock-out.js';
import { LoginLockEntity } from './login-lock.entity.js';

const TRIES_PER_MINUTE = { account: 10, address: 30 };

/** What a password is counted under: the account it is for and the network it comes from. */
export interface LoginKeys {
  account: string;
  address: string;
}

/** A password that did not fit, for an account that is there or not, and what whoever typed it is told. */
export interface WrongPassword {
  action: 'user.login_failed' | 'user.password_change_failed';
  user: UserEntity | null;
  problem: Problem;
}

/** Slows down guessing: lock-outs with back-off that all replicas share, and a cap on tries that run at the same time. */
@Injectable()
export class LoginLocks {
  private readonly accountTries: RateLimiterPostgres;
  private readonly addressTries: RateLimiterPostgres;

  constructor(
    private readonly dataSource: DataSource,
    private readonly changeLog: ChangeLog,
  ) {
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
    const states = await this.statesOf(keys, now);
    const seconds = Math.max(0, ...states.map((state) => secondsLocked(state, now)));
    if (seconds > 0) throw loginLocked(seconds);
    await consume(this.accountTries, keys.account, 'login_locked');
    await consume(this.addressTries, keys.address, 'login_locked');
  }

  /**
   * Counts a wrong password and records it.
   *
   * @throws Problem the given one, or 429 `login_locked` when this failure locks
   */
  async refuse(
    caller: RequestContext,
    keys: LoginKeys,
    { action, user, problem }: WrongPassword,
  ): Promise<never> {
    // Under a key that was used before, a guess would be refused without being counted.
    const seconds = await this.changeLog.run({ ...caller, idempotency: null }, async (change) => {
      const { at } = await change.lock();
      const locked = await this.countFailure(change.manager, keys, at);
      const object = { kind: 'user', id: user?.id ?? 'unknown', name: user?.email ?? 'unknown' };
      const after = { address: caller.address };
      await change.record({ action, object, before: null, after });
      if (locked > 0) {
        const locking = { ...after, locked_seconds: locked };
        await change.record({ action: 'user.login_locked', object, before: null, after: locking });
      }
      return locked;
    });
    throw seconds > 0 ? loginLocked(seconds) : problem;
  }

  /** A right password clears the account. The address stays counted: one good account must not clear it. */
  async clear(manager: EntityManager, keys: LoginKeys): Promise<void> {
    await manager.delete(LoginLockEntity, { key: keys.account });
  }

  /** Gives a try back that turned out right: only guesses count against the cap. */
  async giveBack(keys: LoginKeys): Promise<void> {
    await Promise.all([this.accountTries.reward(keys.account, 1), this.addressTries.reward(keys.address, 1)]);
  }

  private async statesOf(keys: LoginKeys, now: number): Promise<LoginLockEntity[]> {
    const { manager } = this.dataSource;
    const stored = await manager.findBy(LoginLockEntity, { key: In(Object.values(keys)) });
    const states = stored.map((state) => fromNow(state, now));
    const moved = states.filter((state) => !stored.includes(state));
    if (moved.length > 0) await manager.upsert(LoginLockEntity, moved, ['key']);
    return states;
  }

  /** Returns the seconds for which the failure locks, 0 for none. */
  private async countFailure(manager: EntityManager, keys: LoginKeys, now: number): Promise<number> {
    const account = await this.count(manager, keys.account, ACCOUNT_RULE, now);
    const address = await this.count(manager, keys.address, ADDRESS_RULE, now);
    return Math.max(account, address);
  }

  private async count(manager: EntityManager, key: string, rule: typeof ACCOUNT_RULE, now: number) {
    const state = await manager.findOneBy(LoginLockEntity, { key });
    const next = afterFailure(state, rule, now);
    await manager.upsert(LoginLockEntity, { key, ...next }, ['key']);
    return secondsLocked(next, now);
  }
}

function loginLocked(seconds: number): Problem {
  return tooManyRequests('login_locked', `Too many wrong passwords. Try again in ${seconds} s.`, seconds);
}
