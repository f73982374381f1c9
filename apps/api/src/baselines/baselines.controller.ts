import { Body, Controller } from '@nestjs/common';
import { BaselineView, PutBaseline } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { BaselinesService } from './baselines.service.js';

@Controller()
export class BaselinesController {
  constructor(private readonly baselines: BaselinesService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/baseline',
    summary: 'Shows the baseline in force; version 0 is the built-in one.',
    permission: 'baseline:read',
    status: 200,
    response: BaselineView,
  })
  getBaseline(): Promise<BaselineView> {
    return this.baselines.get();
  }

  @Endpoint({
    method: 'PUT',
    path: '/v1/baseline',
    summary: 'Sets a new version of the baseline.',
    permission: 'baseline:write',
    status: 200,
    response: BaselineView,
  })
  putBaseline(
    @Caller() caller: RequestContext,
    @Body({ schema: PutBaseline }) body: PutBaseline,
  ): Promise<BaselineView> {
    return this.baselines.put(caller, body);
  }
}
