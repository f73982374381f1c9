import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  CreateCredential,
  CreatedCredential,
  CredentialPage,
  CredentialView,
  IssuerCredentialParams,
  IssuerParams,
  PageQuery,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { IssuerCredentialsService } from './issuer-credentials.service.js';

const PATH = '/v1/issuers/:issuer/credentials';

@Controller()
export class IssuerCredentialsController {
  constructor(private readonly credentials: IssuerCredentialsService) {}

  @Endpoint({
    method: 'GET',
    path: PATH,
    summary: 'Lists the credentials of an issuer, newest first, revoked ones too.',
    permission: 'credentials:read',
    status: 200,
    response: CredentialPage,
  })
  listIssuerCredentials(
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<CredentialPage> {
    return this.credentials.list(issuer, query);
  }

  @Endpoint({
    method: 'POST',
    path: PATH,
    summary: 'Creates a credential for an authorization server and shows its secret, once.',
    permission: 'issuer_credentials:write',
    status: 201,
    response: CreatedCredential,
    location: `${PATH}/:id`,
    problems: ['issuer_archived', 'too_many_credentials', 'expiry_in_the_past'],
  })
  createIssuerCredential(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Body({ schema: CreateCredential }) body: CreateCredential,
  ): Promise<CreatedCredential> {
    return this.credentials.create(caller, issuer, body);
  }

  @Endpoint({
    method: 'GET',
    path: `${PATH}/:credential`,
    summary: 'Shows a credential without its secret, also when it is revoked.',
    permission: 'credentials:read',
    status: 200,
    response: CredentialView,
  })
  getIssuerCredential(
    @Param({ schema: IssuerCredentialParams }) { issuer, credential }: IssuerCredentialParams,
  ): Promise<CredentialView> {
    return this.credentials.get(issuer, credential);
  }

  @Endpoint({
    method: 'DELETE',
    path: `${PATH}/:credential`,
    summary: 'Revokes a credential at once.',
    permission: 'issuer_credentials:write',
    status: 204,
    response: null,
  })
  revokeIssuerCredential(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerCredentialParams }) { issuer, credential }: IssuerCredentialParams,
  ): Promise<void> {
    return this.credentials.revoke(caller, issuer, credential);
  }
}
