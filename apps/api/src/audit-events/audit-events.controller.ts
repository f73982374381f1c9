import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  AuditEventPage,
  AuditEventParams,
  AuditEventView,
  AuditEventsQuery,
  AuditExportQuery,
  AuditReach,
  AuditTerms,
  ChainCheck,
  ChainCheckQuery,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller } from '../platform/http/request-context.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { sendFile } from '../platform/http/send-file.js';
import { AuditEventsService } from './audit-events.service.js';
import { AuditExportService } from './audit-export.service.js';
import { ChainCheckService } from './chain-check.service.js';

@Controller()
export class AuditEventsController {
  constructor(
    private readonly events: AuditEventsService,
    private readonly chain: ChainCheckService,
    private readonly exports: AuditExportService,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events',
    permission: 'audit:read',
    summary: 'Who did what, newest first',
    status: 200,
    response: AuditEventPage,
  })
  listAuditEvents(@Query({ schema: AuditEventsQuery }) query: AuditEventsQuery): Promise<AuditEventPage> {
    return this.events.list(query);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events/verify',
    permission: 'audit:read',
    summary: 'Check that no event was changed, dropped or inserted',
    status: 200,
    response: ChainCheck,
    problems: ['not_found'],
  })
  verifyAuditEvents(@Query({ schema: ChainCheckQuery }) query: ChainCheckQuery): Promise<ChainCheck> {
    return this.chain.verify(query);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events/terms',
    permission: 'audit:read',
    summary: 'The actions and kinds of objects that the log holds',
    status: 200,
    response: AuditTerms,
  })
  listAuditTerms(): Promise<AuditTerms> {
    return this.events.terms();
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events/export',
    permission: 'audit:export',
    summary: 'All matches as a file, oldest first; the export is an event itself',
    recordsEvent: true,
    status: 200,
    response: { media: ['text/csv', 'application/x-ndjson'] },
  })
  async exportAuditEvents(
    @Caller() caller: RequestContext,
    @Query({ schema: AuditExportQuery }) query: AuditExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.exports.export(caller, query));
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events/:number',
    permission: 'audit:read',
    summary: 'One event',
    status: 200,
    response: AuditEventView,
  })
  getAuditEvent(@Param({ schema: AuditEventParams }) { number }: AuditEventParams): Promise<AuditEventView> {
    return this.events.get(number);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/audit-events/:number/reach',
    permission: 'audit:read',
    summary: 'How many live instances run this change or a later one',
    status: 200,
    response: AuditReach,
  })
  getAuditEventReach(@Param({ schema: AuditEventParams }) { number }: AuditEventParams): Promise<AuditReach> {
    return this.events.reach(number);
  }
}
