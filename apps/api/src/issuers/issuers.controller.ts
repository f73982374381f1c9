import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  CreateIssuer,
  IssuerPage,
  IssuerParams,
  IssuerQuery,
  IssuerView,
  UpdateIssuer,
} from '@accord/contract/http';
import type { ProblemCode } from '../platform/errors/problem-codes.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { IssuersService } from './issuers.service.js';

const URL_PROBLEMS: readonly ProblemCode[] = ['url_too_long', 'url_not_https', 'address_forbidden'];

@Controller()
export class IssuersController {
  constructor(private readonly issuers: IssuersService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/issuers',
    summary: 'Lists the issuers, by name.',
    permission: 'issuers:read',
    status: 200,
    response: IssuerPage,
  })
  listIssuers(@Query({ schema: IssuerQuery }) query: IssuerQuery): Promise<IssuerPage> {
    return this.issuers.list(query);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/issuers',
    summary: 'Creates an issuer; a managed one gets its first keys.',
    permission: 'issuers:write',
    status: 201,
    location: '/v1/issuers/:name',
    response: IssuerView,
    problems: ['issuer_exists', 'lead_too_short', 'overlap_too_short', 'interval_too_short', ...URL_PROBLEMS],
  })
  createIssuer(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateIssuer }) body: CreateIssuer,
  ): Promise<IssuerView> {
    return this.issuers.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/issuers/:issuer',
    summary: 'Shows an issuer.',
    permission: 'issuers:read',
    status: 200,
    response: IssuerView,
  })
  getIssuer(@Param({ schema: IssuerParams }) { issuer }: IssuerParams): Promise<IssuerView> {
    return this.issuers.get(issuer);
  }

  @Endpoint({
    method: 'PATCH',
    path: '/v1/issuers/:issuer',
    summary: 'Sets the issued-before cut-off, or where an external issuer keeps its keys.',
    permission: 'issuers:enforce',
    status: 200,
    response: IssuerView,
    problems: ['issuer_archived', 'not_external', 'time_to_come', ...URL_PROBLEMS],
  })
  updateIssuer(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Body({ schema: UpdateIssuer }) body: UpdateIssuer,
  ): Promise<IssuerView> {
    return this.issuers.update(caller, issuer, body);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/issuers/:issuer',
    summary: 'Archives an issuer that no contract in force names.',
    permission: 'issuers:write',
    status: 204,
    response: null,
    problems: ['issuer_archived', 'issuer_in_use'],
  })
  archiveIssuer(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
  ): Promise<void> {
    return this.issuers.archive(caller, issuer);
  }
}
