import { Controller, Query } from '@nestjs/common';
import { FailuresQuery, FailuresView } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
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
  })
  readFailures(@Query({ schema: FailuresQuery }) query: FailuresQuery) {
    return this.failures.read(query);
  }
}
