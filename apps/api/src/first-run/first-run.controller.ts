import { Controller } from '@nestjs/common';
import { FirstRunView } from '@accord/contract/http';
import { Clock } from '../platform/clock/clock.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { FirstRunRepository } from './first-run.repository.js';

@Controller()
export class FirstRunController {
  constructor(
    private readonly clock: Clock,
    private readonly repository: FirstRunRepository,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/first-run',
    permission: 'services:read',
    summary: 'How far this installation is on the way to its first verdicts.',
    status: 200,
    response: FirstRunView,
  })
  async getFirstRun(): Promise<FirstRunView> {
    const place = await this.repository.furthestPlace(this.clock.nowSeconds());
    return { issuer: await this.repository.issuerOf(place), place };
  }
}
