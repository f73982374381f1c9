import { Injectable } from '@nestjs/common';
import type { ChangePassword } from '@accord/contract/http';
import type { Principal } from '../platform/auth/principal.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import type { Problem } from '../platform/errors/problem.js';
import { conflict, unprocessable } from '../platform/errors/problems.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { hashPassword, verifyPassword } from '../users/passwords.js';
import type { UserEntity } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';
import { type LoginKeys, LoginLocks } from './login-locks.js';
import { SessionsRepository } from './sessions.repository.js';

/** Changes one's own password. Wrong guesses at the current one count as failed log-ins do. */
@Injectable()
export class ChangePasswordService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly locks: LoginLocks,
    private readonly changeLog: ChangeLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the password and ends one's other sessions.
   *
   * @throws Problem 409 `no_password` for callers without an account, 422 `wrong_password`, 429 `login_locked`
   */
  async changePassword(caller: RequestContext, request: ChangePassword): Promise<void> {
    const user = await this.personOf(caller.principal);
    const keys = this.locks.keysOf(user.email, caller.address);
    await this.locks.admit(keys, this.clock.nowSeconds());
    if (!(await verifyPassword(user.passwordHash, request.current_password))) {
      const action = 'user.password_change_failed';
      return this.locks.refuse(caller, keys, { action, user, problem: wrongPassword() });
    }
    await this.change(caller, keys, user, await hashPassword(request.new_password));
    await this.locks.giveBack(keys);
  }

  private async personOf({ kind, id }: Principal): Promise<UserEntity> {
    const user = kind === 'user' ? await this.users.findById(id) : null;
    if (user !== null) return user;
    throw conflict('no_password', 'API tokens have no password. Log in as a person to change one.');
  }

  private async change(
    caller: RequestContext,
    keys: LoginKeys,
    checked: UserEntity,
    passwordHash: string,
  ): Promise<void> {
    await this.changeLog.run(caller, async (change) => {
      await change.lock();
      const user = await this.users.findUnchanged(change.manager, checked);
      // An administrator was faster: what was typed is the current password no more.
      if (user === null) throw wrongPassword();
      await this.users.update(change.manager, user.id, { passwordHash });
      await this.sessions.endAllOf(change.manager, user.id, caller.principal.session?.id ?? null);
      await this.locks.clear(change.manager, keys);
      await change.record({
        action: 'user.password_changed',
        object: { kind: 'user', id: user.id, name: user.email },
        before: null,
        after: null,
      });
    });
  }
}

function wrongPassword(): Problem {
  return unprocessable(
    'wrong_password',
    'The current password is wrong. Type it again, or ask an administrator for a new one.',
  );
}
