import { Controller, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { SessionPage, SessionsQuery } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller } from '../platform/http/request-context.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SessionsService } from './sessions.service.js';

const SessionPath = z.object({ session: z.uuid() });
type SessionPath = z.infer<typeof SessionPath>;

@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/sessions',
    authenticated: true,
    summary: "List one's own live sessions, or everybody's, newest first",
    status: 200,
    response: SessionPage,
    problems: ['forbidden'],
  })
  listSessions(
    @Caller() caller: RequestContext,
    @Query({ schema: SessionsQuery }) query: SessionsQuery,
  ): Promise<SessionPage> {
    return this.sessions.list(caller, query);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/sessions/:session',
    authenticated: true,
    summary: 'End a session',
    status: 204,
    response: null,
  })
  endSession(
    @Caller() caller: RequestContext,
    @Param({ schema: SessionPath }) { session }: SessionPath,
  ): Promise<void> {
    return this.sessions.end(caller, session);
  }
}
