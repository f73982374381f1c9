import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ROLE_PERMISSIONS } from '@accord/contract';
import type {
  ApiTokenPage,
  ApiTokenView,
  CreateApiToken,
  CreatedApiToken,
  PageQuery,
} from '@accord/contract/http';
import { hashSecretToken, newSecretToken } from '../platform/auth/secret-token.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { NewestFirstPosition, positionOf } from '../platform/database/newest-first.js';
import { Problem } from '../platform/errors/problem.js';
import { notFound, unprocessable } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { API_TOKEN_PREFIX } from './api-token-authenticator.js';
import type { ApiTokenEntity } from './api-token.entity.js';
import { ApiTokensRepository } from './api-tokens.repository.js';

/** Tokens with which machines use the admin API. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly changeLog: ChangeLog,
    private readonly clock: Clock,
  ) {}

  async list({ cursor, limit }: PageQuery): Promise<ApiTokenPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, NewestFirstPosition);
    const found = await this.tokens.list(after, limit + 1);
    const page = pageOf(found, limit, positionOf);
    return { ...page, items: page.items.map(apiTokenView) };
  }

  /** Revoked and expired ones are found. @throws Problem 404 */
  async get(id: string): Promise<ApiTokenView> {
    const token = await this.tokens.findById(id);
    if (token === null) throw unknownToken(id);
    return apiTokenView(token);
  }

  /**
   * Makes a token; its secret is in the answer and nowhere else.
   *
   * @throws Problem 403 `role_too_high`, 422 `expired_already`
   */
  async create(caller: RequestContext, request: CreateApiToken): Promise<CreatedApiToken> {
    this.refuseEscalation(caller, request);
    if (request.expires_at !== null && request.expires_at <= this.clock.nowSeconds()) {
      throw unprocessable('expired_already', 'Choose an expires_at in the future (epoch seconds), or null.');
    }
    const secret = newSecretToken(API_TOKEN_PREFIX);
    return this.changeLog.run(caller, async (change) => {
      const { at } = await change.lock();
      const token = newToken(request, secret, at, caller.principal.name);
      await this.tokens.insert(change.manager, token);
      const view = apiTokenView(token);
      await change.record({
        action: 'api_token.created',
        object: { kind: 'api_token', id: token.id, name: token.name },
        before: null,
        after: { name: token.name, role: token.role, expires_at: token.expiresAt },
      });
      change.replay(view);
      return { ...view, token: secret };
    });
  }

  /** Ends a token at once; a revoked one stays revoked. @throws Problem 404 */
  async revoke(caller: RequestContext, id: string): Promise<void> {
    await this.changeLog.run(caller, async (change) => {
      const { at } = await change.lock();
      const token = await this.tokens.findByIdWithin(change.manager, id);
      if (token === null) throw unknownToken(id);
      if (token.revokedAt !== null) {
        change.unchanged();
        return;
      }
      await this.tokens.revoke(change.manager, id, at);
      await change.record({
        action: 'api_token.revoked',
        object: { kind: 'api_token', id, name: token.name },
        before: { name: token.name, role: token.role, expires_at: token.expiresAt },
        after: null,
      });
    });
  }

  private refuseEscalation({ principal }: RequestContext, { role }: CreateApiToken): void {
    if (ROLE_PERMISSIONS[role].every((permission) => principal.permissions.has(permission))) return;
    throw new Problem({
      status: 403,
      code: 'role_too_high',
      detail: `A token may not do more than whoever makes it. Choose a lower role than ${role}.`,
    });
  }
}

function unknownToken(id: string): Problem {
  return notFound(`API token "${id}"`);
}

function newToken(request: CreateApiToken, secret: string, at: number, createdBy: string): ApiTokenEntity {
  return {
    id: randomUUID(),
    name: request.name,
    role: request.role,
    tokenHash: hashSecretToken(secret),
    createdAt: at,
    createdBy,
    expiresAt: request.expires_at,
    lastUsedAt: null,
    revokedAt: null,
  };
}

function apiTokenView(token: ApiTokenEntity): ApiTokenView {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    created_at: token.createdAt,
    created_by: token.createdBy,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    revoked_at: token.revokedAt,
  };
}
