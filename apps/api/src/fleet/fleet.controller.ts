import { Controller, Param, Query } from '@nestjs/common';
import { InstancePage, InstanceQuery, ServiceEnvironmentParams } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { FleetService } from './fleet.service.js';

@Controller()
export class FleetController {
  constructor(private readonly fleet: FleetService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/services/:service/environments/:environment/instances',
    permission: 'fleet:read',
    summary: 'The instances of a service and what they enforce',
    status: 200,
    response: InstancePage,
  })
  listInstances(
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Query({ schema: InstanceQuery }) query: InstanceQuery,
  ) {
    return this.fleet.list(params.service, params.environment, query);
  }
}
