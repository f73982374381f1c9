import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  CreateService,
  ServiceOwnerList,
  ServicePage,
  ServiceParams,
  ServiceQuery,
  ServiceView,
  UpdateService,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { ServicesService } from './services.service.js';

@Controller()
export class ServicesController {
  constructor(private readonly services: ServicesService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/services',
    summary: 'Lists services with how they stand in every environment.',
    permission: 'services:read',
    status: 200,
    response: ServicePage,
  })
  listServices(
    @Caller() caller: RequestContext,
    @Query({ schema: ServiceQuery }) query: ServiceQuery,
  ): Promise<ServicePage> {
    return this.services.list(caller, query);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/service-owners',
    summary: 'Lists who answers for services, with how many.',
    permission: 'services:read',
    status: 200,
    response: ServiceOwnerList,
  })
  listServiceOwners(): Promise<ServiceOwnerList> {
    return this.services.owners();
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/services',
    summary: 'Creates a service.',
    permission: 'services:write',
    status: 201,
    response: ServiceView,
    problems: ['service_exists'],
  })
  createService(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateService }) body: CreateService,
  ): Promise<ServiceView> {
    return this.services.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/services/:service',
    summary: 'Shows a service and how it stands in every environment.',
    permission: 'services:read',
    status: 200,
    response: ServiceView,
  })
  getService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
  ): Promise<ServiceView> {
    return this.services.get(caller, service);
  }

  @Endpoint({
    method: 'PATCH',
    path: '/v1/services/:service',
    summary: 'Changes title, owner or description.',
    permission: 'services:write',
    status: 200,
    response: ServiceView,
    problems: ['service_archived'],
  })
  updateService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
    @Body({ schema: UpdateService }) body: UpdateService,
  ): Promise<ServiceView> {
    return this.services.update(caller, service, body);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/services/:service',
    summary: 'Archives a service and revokes its credentials.',
    permission: 'services:write',
    status: 204,
    response: null,
    problems: ['service_archived'],
  })
  archiveService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
  ): Promise<void> {
    return this.services.archive(caller, service);
  }
}
