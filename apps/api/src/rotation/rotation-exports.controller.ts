import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IssuerParams } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { sendFile } from '../platform/http/send-file.js';
import { keyEventsCsv, keyEventsIcs } from './key-events.js';
import { RotationService } from './rotation.service.js';

@Controller()
export class RotationExportsController {
  constructor(private readonly rotation: RotationService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/issuers/:issuer/rotation.csv',
    summary: 'Every past and planned step of the keys of a managed issuer as CSV (formula-safe).',
    permission: 'issuers:read',
    status: 200,
    response: { media: 'text/csv' },
    problems: ['not_managed'],
  })
  async exportRotationCsv(
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = keyEventsCsv(await this.rotation.view(issuer));
    sendFile(reply, { media: 'text/csv; charset=utf-8', fileName: `${issuer}-keys.csv`, content });
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/issuers/:issuer/rotation.ics',
    summary: 'The same steps as a calendar (RFC 5545); planned ones are tentative.',
    permission: 'issuers:read',
    status: 200,
    response: { media: 'text/calendar' },
    problems: ['not_managed'],
  })
  async exportRotationCalendar(
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = keyEventsIcs(await this.rotation.view(issuer));
    sendFile(reply, { media: 'text/calendar; charset=utf-8', fileName: `${issuer}-keys.ics`, content });
  }
}
