import { Controller, Param, Query } from '@nestjs/common';
import {
  FleetPage,
  FleetQuery,
  InstancePage,
  InstanceQuery,
  ServiceEnvironmentParams,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { FleetListService } from './fleet-list.service.js';
import { FleetService } from './fleet.service.js';

@Controller()
export class FleetController {
  constructor(
    private readonly fleet: FleetService,
    private readonly wholeFleet: FleetListService,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/instances',
    permission: 'fleet:read',
    summary: 'The instances of all services, with how many there are of each status',
    status: 200,
    response: FleetPage,
  })
  listFleet(@Query({ schema: FleetQuery }) query: FleetQuery): Promise<FleetPage> {
    return this.wholeFleet.list(query);
  }

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
