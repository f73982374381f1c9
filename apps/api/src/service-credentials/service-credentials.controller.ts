import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  CreateCredential,
  CreatedCredential,
  CredentialPage,
  CredentialView,
  PageQuery,
  ServiceCredentialParams,
  ServiceEnvironmentParams,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { ServiceCredentialsService } from './service-credentials.service.js';

const PATH = '/v1/services/:service/environments/:environment/credentials';

@Controller()
export class ServiceCredentialsController {
  constructor(private readonly credentials: ServiceCredentialsService) {}

  @Endpoint({
    method: 'GET',
    path: PATH,
    summary: 'Lists the credentials of a service in an environment, newest first, revoked ones too.',
    permission: 'credentials:read',
    status: 200,
    response: CredentialPage,
  })
  listServiceCredentials(
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<CredentialPage> {
    return this.credentials.list(params, query);
  }

  @Endpoint({
    method: 'POST',
    path: PATH,
    summary: 'Creates a credential and shows its secret, once.',
    permission: 'credentials:write',
    status: 201,
    response: CreatedCredential,
    location: `${PATH}/:id`,
    problems: ['service_archived', 'too_many_credentials', 'expiry_in_the_past'],
  })
  createServiceCredential(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Body({ schema: CreateCredential }) body: CreateCredential,
  ): Promise<CreatedCredential> {
    return this.credentials.create(caller, params, body);
  }

  @Endpoint({
    method: 'GET',
    path: `${PATH}/:credential`,
    summary: 'Shows a credential without its secret, also when it is revoked.',
    permission: 'credentials:read',
    status: 200,
    response: CredentialView,
  })
  getServiceCredential(
    @Param({ schema: ServiceCredentialParams }) params: ServiceCredentialParams,
  ): Promise<CredentialView> {
    return this.credentials.get(params);
  }

  @Endpoint({
    method: 'DELETE',
    path: `${PATH}/:credential`,
    summary: 'Revokes a credential at once; its waiting polls end.',
    permission: 'credentials:write',
    status: 204,
    response: null,
  })
  revokeServiceCredential(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceCredentialParams }) params: ServiceCredentialParams,
  ): Promise<void> {
    return this.credentials.revoke(caller, params);
  }
}
