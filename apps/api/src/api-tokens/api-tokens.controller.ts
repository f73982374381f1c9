import { Body, Controller, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  ApiTokenPage,
  ApiTokenView,
  CreateApiToken,
  CreatedApiToken,
  PageQuery,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller } from '../platform/http/request-context.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ApiTokensService } from './api-tokens.service.js';

const ApiTokenPath = z.object({ token: z.uuid() });
type ApiTokenPath = z.infer<typeof ApiTokenPath>;

@Controller()
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/api-tokens',
    permission: 'tokens:read',
    summary: 'List API tokens, newest first',
    status: 200,
    response: ApiTokenPage,
  })
  listApiTokens(@Query({ schema: PageQuery }) query: PageQuery): Promise<ApiTokenPage> {
    return this.tokens.list(query);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/api-tokens',
    permission: 'tokens:write',
    summary: 'Create an API token; it is shown this once',
    status: 201,
    response: CreatedApiToken,
    location: '/v1/api-tokens/:id',
    problems: ['role_too_high', 'expired_already'],
  })
  createApiToken(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateApiToken }) body: CreateApiToken,
  ): Promise<CreatedApiToken> {
    return this.tokens.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/api-tokens/:token',
    permission: 'tokens:read',
    summary: 'Read an API token; never its secret',
    status: 200,
    response: ApiTokenView,
  })
  getApiToken(@Param({ schema: ApiTokenPath }) { token }: ApiTokenPath): Promise<ApiTokenView> {
    return this.tokens.get(token);
  }

  @Endpoint({
    method: 'DELETE',
    path: '/v1/api-tokens/:token',
    permission: 'tokens:write',
    summary: 'Revoke an API token',
    status: 204,
    response: null,
  })
  revokeApiToken(
    @Caller() caller: RequestContext,
    @Param({ schema: ApiTokenPath }) { token }: ApiTokenPath,
  ): Promise<void> {
    return this.tokens.revoke(caller, token);
  }
}
