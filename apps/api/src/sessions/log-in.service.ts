import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LogIn } from '@accord/contract/http';
import type { Principal } from '../platform/auth/principal.js';
import { hashSecretToken, newSecretToken } from '../platform/auth/secret-token.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { Problem } from '../platform/errors/problem.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { verifyPassword } from '../users/passwords.js';
import type { UserEntity } from '../users/user.entity.js';
import { userPrincipal } from '../users/user-view.js';
import { UsersRepository } from '../users/users.repository.js';
import { type LoginKeys, LoginLocks } from './login-locks.js';
import { principalSession } from './session-authenticator.js';
import { ABSOLUTE_SECONDS } from './session-lifetime.js';
import type { SessionEntity } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';

/** A log-in that succeeded: the cookie's token, which is known only here, and whom it stands for. */
export interface LoggedIn {
  token: string;
  principal: Principal;
}

/** Turns an e-mail address and a password into a session. Both outcomes are in the change log. */
@Injectable()
export class LogInService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly locks: LoginLocks,
    private readonly changeLog: ChangeLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 401 `login_failed`, 429 `login_locked` */
  async logIn(caller: RequestContext, { email, password }: LogIn, userAgent: string): Promise<LoggedIn> {
    const keys = this.locks.keysOf(email, caller.address);
    await this.locks.admit(keys, this.clock.nowSeconds());
    const user = await this.users.findByEmail(email);
    const isRight = await verifyPassword(user?.passwordHash ?? null, password);
    const mayEnter = user !== null && isRight && user.status === 'active';
    const loggedIn = mayEnter ? await this.enter(caller, keys, user, userAgent) : null;
    if (loggedIn === null) {
      return this.locks.refuse(caller, keys, { action: 'user.login_failed', user, problem: loginFailed() });
    }
    await this.locks.giveBack(keys);
    return loggedIn;
  }

  /** Null when an administrator was faster: neither a disabled account nor an old password gets a session. */
  private async enter(
    caller: RequestContext,
    keys: LoginKeys,
    checked: UserEntity,
    userAgent: string,
  ): Promise<LoggedIn | null> {
    const token = newSecretToken('');
    const context = { ...caller, principal: userPrincipal(checked, null) };
    return this.changeLog.run(context, async (change) => {
      const { at } = await change.lock();
      const user = await this.users.findUnchanged(change.manager, checked);
      if (user === null) {
        change.unchanged();
        return null;
      }
      const session = newSession(user, token, at, caller.address, userAgent);
      await this.sessions.insert(change.manager, session);
      await this.users.update(change.manager, user.id, { lastLoginAt: at });
      await this.locks.clear(change.manager, keys);
      await change.record({
        action: 'session.started',
        object: { kind: 'session', id: session.id, name: user.email },
        before: null,
        after: { user_id: user.id, address: caller.address, auth_method: user.authMethod },
      });
      return { token, principal: userPrincipal(user, principalSession(session, at)) };
    });
  }
}

function newSession(
  user: UserEntity,
  token: string,
  at: number,
  address: string | null,
  userAgent: string,
): SessionEntity {
  return {
    id: randomUUID(),
    userId: user.id,
    tokenHash: hashSecretToken(token),
    createdAt: at,
    lastSeenAt: at,
    expiresAt: at + ABSOLUTE_SECONDS,
    address: address ?? 'unknown',
    userAgent: userAgent.slice(0, 300),
  };
}

function loginFailed(): Problem {
  return new Problem({
    status: 401,
    code: 'login_failed',
    detail: 'The e-mail address or the password is wrong, or the account is disabled. Try again.',
  });
}
