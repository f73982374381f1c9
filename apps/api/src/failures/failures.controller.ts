import { Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FailuresQuery, FailuresView } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { sendFile } from '../platform/http/send-file.js';
import { failuresCsv } from './failures-csv.js';
import { FailuresService } from './failures.service.js';

@Controller()
export class FailuresController {
  constructor(private readonly failures: FailuresService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/failures',
    permission: 'failures:read',
    summary: 'Verdicts over time, by reason or another dimension',
    status: 200,
    response: FailuresView,
    problems: ['range_invalid'],
  })
  readFailures(@Query({ schema: FailuresQuery }) query: FailuresQuery) {
    return this.failures.read(query);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/failures.csv',
    permission: 'failures:read',
    summary: 'The same counts as CSV (formula-safe)',
    status: 200,
    response: { media: 'text/csv' },
    problems: ['range_invalid'],
  })
  async exportFailures(
    @Query({ schema: FailuresQuery }) query: FailuresQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = failuresCsv(await this.failures.read(query), query.group_by);
    sendFile(reply, { media: 'text/csv; charset=utf-8', fileName: 'accord-failures.csv', content });
  }
}
