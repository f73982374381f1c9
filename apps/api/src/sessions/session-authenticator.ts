import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Authentication, type LookUp, type TokenAuthenticator } from '../platform/auth/authentication.js';
import type { Principal } from '../platform/auth/principal.js';
import { hashSecretToken } from '../platform/auth/secret-token.js';
import { Clock } from '../platform/clock/clock.js';
import { userPrincipal } from '../users/user-view.js';
import type { SessionEntity } from './session.entity.js';
import { IDLE_SECONDS, TOUCH_SECONDS } from './session-lifetime.js';
import { SessionsRepository } from './sessions.repository.js';

/** Recognises the cookie of a person who is logged in. Role and status are read each time: changes work at once. */
@Injectable()
export class SessionAuthenticator implements TokenAuthenticator, OnModuleInit {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    private readonly authentication: Authentication,
  ) {}

  onModuleInit(): void {
    this.authentication.registerSessions(this);
  }

  async authenticate(token: string, lookUp: LookUp): Promise<Principal | null> {
    const now = this.clock.nowSeconds();
    const session = await this.sessions.findLive(hashSecretToken(token), now);
    if (session === null) return null;
    if (lookUp === 'check') return userPrincipal(session.user, principalSession(session, session.lastSeenAt));
    if (now - session.lastSeenAt >= TOUCH_SECONDS) await this.sessions.touch(session.id, now);
    return userPrincipal(session.user, principalSession(session, now));
  }
}

/** `lastUseAt` in epoch seconds. */
export function principalSession(session: SessionEntity, lastUseAt: number) {
  return {
    id: session.id,
    createdAt: session.createdAt,
    idleExpiresAt: Math.min(lastUseAt + IDLE_SECONDS, session.expiresAt),
    expiresAt: session.expiresAt,
  };
}
