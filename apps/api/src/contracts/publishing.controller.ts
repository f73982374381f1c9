import { Body, Controller, Param } from '@nestjs/common';
import {
  ContractVersionView,
  PublishContract,
  RollbackContract,
  ServiceEnvironmentParams,
} from '@accord/contract/http';
import type { ProblemCode } from '../platform/errors/problem-codes.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { PublishingService } from './publishing.service.js';

const PATH = '/v1/services/:service/environments/:environment';
const PUBLISH_PROBLEMS: readonly ProblemCode[] = [
  'service_archived',
  'nothing_to_publish',
  'too_many_revocations',
  'contract_refused',
];

@Controller()
export class PublishingController {
  constructor(private readonly publishing: PublishingService) {}

  @Endpoint({
    method: 'POST',
    path: `${PATH}/publish`,
    location: `${PATH}/versions/:version`,
    summary: 'Brings the draft into force as a new version.',
    permission: 'contracts:publish',
    status: 201,
    response: ContractVersionView,
    problems: ['no_draft', 'edit_conflict', ...PUBLISH_PROBLEMS],
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
    location: `${PATH}/versions/:version`,
    summary: 'Brings the content of an older version into force as a new version.',
    permission: 'contracts:publish',
    status: 201,
    response: ContractVersionView,
    problems: PUBLISH_PROBLEMS,
  })
  rollbackContract(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Body({ schema: RollbackContract }) body: RollbackContract,
  ): Promise<ContractVersionView> {
    return this.publishing.rollback(caller, params, body);
  }
}
