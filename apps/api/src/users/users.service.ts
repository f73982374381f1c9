import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CreateUser, UpdateUser, UserPage, UserView, UsersQuery } from '@accord/contract/http';
import { ChangeLog } from '../platform/change-log/change-log.js';
import type { Change } from '../platform/change-log/change.js';
import { brokenConstraint } from '../platform/database/postgres-error.js';
import { conflict, notFound } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { hashPassword } from './passwords.js';
import type { UserEntity } from './user.entity.js';
import { userState, userView } from './user-view.js';
import { UsersRepository } from './users.repository.js';

/** The accounts of people: who there is, what role they have, and whether they may log in. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly changeLog: ChangeLog,
  ) {}

  async list({ cursor, limit, search }: UsersQuery): Promise<UserPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, z.string());
    const page = pageOf(await this.users.list(search, after, limit + 1), limit, (user) => user.email);
    return { ...page, items: page.items.map(userView) };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<UserView> {
    const user = await this.users.findById(id);
    if (user === null) throw notFound(`user "${id}"`);
    return userView(user);
  }

  /** @throws Problem 409 `user_exists` */
  async create(caller: RequestContext, request: CreateUser): Promise<UserView> {
    const passwordHash = await hashPassword(request.password);
    return this.changeLog
      .run(caller, async (change) => {
        const { at } = await change.lock();
        const user = newUser(request, passwordHash, at);
        await this.users.insert(change.manager, user);
        const view = userView(user);
        await change.record({
          action: 'user.created',
          object: { kind: 'user', id: user.id, name: user.email },
          before: null,
          after: userState(view),
        });
        change.replay(view);
        return view;
      })
      .catch((error: unknown) => {
        throw brokenConstraint(error) === 'users_email_key' ? userExists(request.email) : error;
      });
  }

  /**
   * Changes what is given. Disabling somebody, or giving them a new password, ends their sessions.
   *
   * @throws Problem 404, 409 `last_admin`
   */
  async update(caller: RequestContext, id: string, request: UpdateUser): Promise<UserView> {
    const passwordHash = request.password === undefined ? undefined : await hashPassword(request.password);
    return this.changeLog.run(caller, async (change) => {
      await change.lock();
      const before = await this.users.findByIdWithin(change.manager, id);
      if (before === null) throw notFound(`user "${id}"`);
      const after = updatedUser(before, request, passwordHash);
      if (loosesAdmin(before, after)) await this.keepAnAdmin(change, id);
      await this.apply(change, before, after);
      return userView(after);
    });
  }

  private async apply(change: Change, before: UserEntity, after: UserEntity): Promise<void> {
    const passwordChanged = before.passwordHash !== after.passwordHash;
    const [was, is] = [userState(userView(before)), userState(userView(after))];
    if (!passwordChanged && JSON.stringify(was) === JSON.stringify(is)) {
      change.unchanged();
      return;
    }
    await this.users.update(change.manager, after.id, after);
    if (passwordChanged || after.status === 'disabled') {
      await this.sessions.endAllOf(change.manager, after.id, null);
    }
    await change.record({
      action: actionFor(before, after),
      object: { kind: 'user', id: after.id, name: after.email },
      before: was,
      after: { ...is, password_changed: passwordChanged },
    });
  }

  private async keepAnAdmin(change: Change, id: string): Promise<void> {
    if (await this.users.hasOtherActiveAdmin(change.manager, id)) return;
    throw conflict(
      'last_admin',
      'This is the last active administrator. Make somebody else an administrator first.',
    );
  }
}

function newUser(request: CreateUser, passwordHash: string, at: number): UserEntity {
  return {
    id: randomUUID(),
    email: request.email,
    name: request.name,
    role: request.role,
    status: 'active',
    authMethod: 'password',
    passwordHash,
    createdAt: at,
    lastLoginAt: null,
  };
}

function updatedUser(before: UserEntity, request: UpdateUser, passwordHash: string | undefined): UserEntity {
  return {
    ...before,
    name: request.name ?? before.name,
    role: request.role ?? before.role,
    status: request.status ?? before.status,
    passwordHash: passwordHash ?? before.passwordHash,
  };
}

function loosesAdmin(before: UserEntity, after: UserEntity): boolean {
  const isAdmin = ({ role, status }: UserEntity) => role === 'admin' && status === 'active';
  return isAdmin(before) && !isAdmin(after);
}

function actionFor(before: UserEntity, after: UserEntity): string {
  if (before.status === after.status) return 'user.updated';
  return after.status === 'disabled' ? 'user.disabled' : 'user.enabled';
}

function userExists(email: string) {
  return conflict('user_exists', `There is an account for ${email} already. Change that one instead.`);
}
