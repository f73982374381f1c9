import { Body, Controller, Param } from '@nestjs/common';
import {
  ContractVersionView,
  PublishContract,
  RollbackContract,
  ServiceEnvironmentParams,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { PublishingService } from './publishing.service.js';

const PATH = '/v1/services/:service/environments/:environment';

@Controller()
export class PublishingController {
  constructor(private readonly publishing: PublishingService) {}

  @Endpoint({
    method: 'POST',
    path: `${PATH}/publish`,
    summary: 'Brings the draft into force as a new version.',
    permission: 'contracts:publish',
    status: 201,
    response: ContractVersionView,
  })
  publishContract(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Body({ schema: PublishContract }) body: PublishContract,
  ): Promise<ContractVersionView> {
    return this.publishing.publish(caller, params, body);
  }

  @Endpoint({
    method: 'POST',
    path: `${PATH}/rollback`,
    summary: 'Brings the content of an older version into force as a new version.',
    permission: 'contracts:publish',
    status: 201,
    response: ContractVersionView,
  })
  rollbackContract(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Body({ schema: RollbackContract }) body: RollbackContract,
  ): Promise<ContractVersionView> {
    return this.publishing.rollback(caller, params, body);
  }
}
