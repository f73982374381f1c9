import { Controller } from '@nestjs/common';
import { CutOffList } from '@accord/contract/http';
import { Clock } from '../platform/clock/clock.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { LIVE_SECONDS } from '../services/service-standing.repository.js';
import { CutOffsRepository } from './cut-offs.repository.js';

@Controller()
export class CutOffsController {
  constructor(
    private readonly clock: Clock,
    private readonly repository: CutOffsRepository,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/cut-offs',
    summary:
      'Lists the issued-before cut-offs of issuers, newest first, with how far they have come: all at once, at most one for each issuer.',
    permission: 'revocations:read',
    status: 200,
    response: CutOffList,
  })
  async listCutOffs(): Promise<CutOffList> {
    return { items: await this.repository.list(this.clock.nowSeconds() - LIVE_SECONDS) };
  }
}
