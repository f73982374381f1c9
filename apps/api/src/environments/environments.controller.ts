import { Body, Controller, Param } from '@nestjs/common';
import {
  CreateEnvironment,
  EnvironmentList,
  EnvironmentParams,
  EnvironmentView,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { EnvironmentsService } from './environments.service.js';

@Controller()
export class EnvironmentsController {
  constructor(private readonly environments: EnvironmentsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/environments',
    summary: 'Lists the environments in their order: all at once, as there are few.',
    permission: 'environments:read',
    status: 200,
    response: EnvironmentList,
  })
  listEnvironments(): Promise<EnvironmentList> {
    return this.environments.list();
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/environments',
    summary: 'Adds an environment behind the others.',
    permission: 'environments:write',
    status: 201,
    response: EnvironmentView,
    location: '/v1/environments/:name',
    problems: ['environment_exists'],
  })
  createEnvironment(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateEnvironment }) body: CreateEnvironment,
  ): Promise<EnvironmentView> {
    return this.environments.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/environments/:environment',
    summary: 'Shows an environment.',
    permission: 'environments:read',
    status: 200,
    response: EnvironmentView,
  })
  getEnvironment(
    @Param({ schema: EnvironmentParams }) { environment }: EnvironmentParams,
  ): Promise<EnvironmentView> {
    return this.environments.get(environment);
  }
}
