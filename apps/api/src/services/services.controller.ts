import { Body, Controller, Headers, Param, Query, Res } from '@nestjs/common';
import {
  CreateService,
  ServiceOwnerList,
  ServicePage,
  ServiceParams,
  ServiceQuery,
  ServiceView,
  UpdateService,
} from '@accord/contract/http';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../platform/http/endpoint.js';
import { ETAG, type HeaderNotes } from '../platform/http/header-note.js';
import { readIfMatch } from '../platform/http/if-match.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { serviceEtag } from './service-etag.js';
import { ServicesService } from './services.service.js';

const IF_MATCH: HeaderNotes = {
  'If-Match': {
    description:
      'The ETag of the service that was read: another one of its title, owner and description answers 412.',
  },
};

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
    summary:
      'Lists who answers for services, with how many: all at once, as there are fewer teams than services.',
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
    location: '/v1/services/:name',
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
    responseHeaders: ETAG,
  })
  async getService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceView> {
    return withServiceEtag(reply, await this.services.get(caller, service));
  }

  @Endpoint({
    method: 'PATCH',
    path: '/v1/services/:service',
    summary: 'Changes title, owner or description.',
    permission: 'services:write',
    status: 200,
    response: ServiceView,
    requestHeaders: IF_MATCH,
    responseHeaders: ETAG,
    problems: ['service_archived'],
  })
  async updateService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: UpdateService }) body: UpdateService,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceView> {
    const updated = await this.services.update(caller, service, readIfMatch(ifMatch), body);
    return withServiceEtag(reply, updated);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/services/:service',
    summary: 'Archives a service and revokes its credentials.',
    permission: 'services:write',
    status: 204,
    response: null,
    requestHeaders: IF_MATCH,
  })
  archiveService(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceParams }) { service }: ServiceParams,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.services.archive(caller, service, readIfMatch(ifMatch));
  }
}

function withServiceEtag(reply: FastifyReply, view: ServiceView): ServiceView {
  void reply.header('etag', `"${serviceEtag(view)}"`);
  return view;
}
