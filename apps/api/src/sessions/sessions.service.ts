import { Injectable } from '@nestjs/common';
import type { SessionPage, SessionsQuery } from '@accord/contract/http';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { NewestFirstPosition, positionOf } from '../platform/database/newest-first.js';
import { forbidden, notFound } from '../platform/errors/problems.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type SessionWithUser, SessionsRepository } from './sessions.repository.js';

/** What people do with the sessions that there are: look, and end. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly changeLog: ChangeLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 403 when everybody's sessions are asked for without the permission. */
  async list({ principal }: RequestContext, { scope, cursor, limit }: SessionsQuery): Promise<SessionPage> {
    if (scope === 'all' && !principal.permissions.has('sessions:read')) throw forbidden('sessions:read');
    const after = cursor === undefined ? undefined : readCursor(cursor, NewestFirstPosition);
    const owner = scope === 'all' ? null : ownerOf(principal);
    const found = await this.sessions.list(owner, after, limit + 1, this.clock.nowSeconds());
    const page = pageOf(found, limit, positionOf);
    return { ...page, items: page.items.map((session) => sessionView(session, principal.session?.id)) };
  }

  /** Ends a session: one's own, or anybody's with `sessions:write`. @throws Problem 404 */
  async end(caller: RequestContext, id: string): Promise<void> {
    const { principal } = caller;
    await this.changeLog.run(caller, async (change) => {
      const session = await this.sessions.findLiveById(change.manager, id, this.clock.nowSeconds());
      const mayEnd = session?.userId === principal.id || principal.permissions.has('sessions:write');
      // Somebody else's session is as unknown as none: ids tell nothing to those who may not read them.
      if (session === null || !mayEnd) throw notFound(`session "${id}"`);
      await this.sessions.end(change.manager, id);
      await change.record({
        action: 'session.ended',
        object: { kind: 'session', id, name: session.user.email },
        before: { user_id: session.userId, created_at: session.createdAt, address: session.address },
        after: null,
      });
    });
  }
}

/** API tokens and the bootstrap token own no sessions; their ids are no users' ids. */
function ownerOf(principal: RequestContext['principal']): string {
  return principal.kind === 'user' ? principal.id : '00000000-0000-0000-0000-000000000000';
}

function sessionView(session: SessionWithUser, currentId: string | undefined) {
  return {
    id: session.id,
    user_id: session.userId,
    user_name: session.user.name,
    user_email: session.user.email,
    created_at: session.createdAt,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
    address: session.address,
    user_agent: session.userAgent,
    current: session.id === currentId,
  };
}
