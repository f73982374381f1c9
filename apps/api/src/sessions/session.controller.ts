import { Body, Controller, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangePassword, CurrentSession, LogIn } from '@accord/contract/http';
import { BootstrapToken } from '../platform/auth/bootstrap-token.js';
import type { Principal } from '../platform/auth/principal.js';
import { clearSessionCookie, setSessionCookie } from '../platform/auth/session-cookie.js';
import { CONFIG } from '../platform/config/config.js';
import type { Config } from '../platform/config/config.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller } from '../platform/http/request-context.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ChangePasswordService } from './change-password.service.js';
import { LogInService } from './log-in.service.js';
import { ABSOLUTE_SECONDS } from './session-lifetime.js';
import { SessionsService } from './sessions.service.js';

@Controller()
export class SessionController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
    private readonly passwords: ChangePasswordService,
    private readonly bootstrap: BootstrapToken,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Endpoint({
    method: 'POST',
    path: '/v1/session',
    public: true,
    summary: 'Log in: sets the session cookie',
    status: 201,
    response: CurrentSession,
    responseHeaders: { 'Set-Cookie': { description: 'The session; HttpOnly.' } },
    problems: ['login_failed', 'login_locked'],
  })
  async logIn(
    @Caller() caller: RequestContext,
    @Body({ schema: LogIn }) body: LogIn,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSession> {
    const { token, principal } = await this.logIns.logIn(caller, body, userAgent ?? 'unknown');
    setSessionCookie(reply, this.config.publicUrl, token, ABSOLUTE_SECONDS);
    return this.view(principal);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/session',
    authenticated: true,
    summary: 'Who am I, and what may I do?',
    status: 200,
    response: CurrentSession,
  })
  getSession(@Caller() { principal }: RequestContext): CurrentSession {
    return this.view(principal);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/session',
    authenticated: true,
    summary: 'Log out',
    status: 204,
    response: null,
  })
  async logOut(
    @Caller() caller: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { session } = caller.principal;
    if (session !== null) await this.sessions.end(caller, session.id);
    clearSessionCookie(reply, this.config.publicUrl);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/session/password',
    authenticated: true,
    summary: "Change one's own password; ends one's other sessions",
    status: 204,
    response: null,
    problems: ['no_password', 'wrong_password', 'login_locked'],
  })
  changePassword(
    @Caller() caller: RequestContext,
    @Body({ schema: ChangePassword }) body: ChangePassword,
  ): Promise<void> {
    return this.passwords.changePassword(caller, body);
  }

  private view({ kind, id, name, email, role, permissions, session }: Principal): CurrentSession {
    return {
      principal: { kind, id, name, email, role },
      permissions: [...permissions],
      session: session && {
        id: session.id,
        created_at: session.createdAt,
        idle_expires_at: session.idleExpiresAt,
        expires_at: session.expiresAt,
      },
      warnings: permissions.has('users:write') ? this.bootstrap.warnings() : [],
    };
  }
}
