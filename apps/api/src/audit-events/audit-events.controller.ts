import { Controller, Query } from '@nestjs/common';
import { AuditEventPage, AuditEventsQuery, ChainCheck } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { AuditEventsService } from './audit-events.service.js';

@Controller()
export class AuditEventsController {
  constructor(private readonly events: AuditEventsService) {}

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
  })
  verifyAuditEvents(): Promise<ChainCheck> {
    return this.events.verify();
  }
}
