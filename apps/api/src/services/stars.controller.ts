import { Controller, Param } from '@nestjs/common';
import { ServiceParams } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { StarsService } from './stars.service.js';

const PATH = '/v1/services/:service/star';

@Controller()
export class StarsController {
  constructor(private readonly stars: StarsService) {}

  @Endpoint({
    method: 'PUT',
    path: PATH,
    summary: 'Stars a service for the caller alone.',
    permission: 'services:read',
    status: 204,
    response: null,
    body: 'none',
    problems: ['no_account'],
  })
  starService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
  ): Promise<void> {
    return this.stars.star(caller, service);
  }

  @Endpoint({
    method: 'DELETE',
    path: PATH,
    summary: "Takes the caller's star off a service.",
    permission: 'services:read',
    status: 204,
    response: null,
    problems: ['no_account'],
  })
  unstarService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
  ): Promise<void> {
    return this.stars.unstar(caller, service);
  }
}
