import { Controller, Param, Query } from '@nestjs/common';
import {
  ContractDiff,
  ContractVersionPage,
  ContractVersionQuery,
  ContractVersionView,
  DiffQuery,
  ServiceEnvironmentParams,
  VersionParams,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { VersionsService } from './versions.service.js';

const PATH = '/v1/services/:service/environments/:environment/versions';

@Controller()
export class VersionsController {
  constructor(private readonly versions: VersionsService) {}

  @Endpoint({
    method: 'GET',
    path: PATH,
    summary: 'Lists published versions, newest first.',
    permission: 'contracts:read',
    status: 200,
    response: ContractVersionPage,
  })
  listContractVersions(
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Query({ schema: ContractVersionQuery }) query: ContractVersionQuery,
  ): Promise<ContractVersionPage> {
    return this.versions.list(params, query);
  }

  @Endpoint({
    method: 'GET',
    path: `${PATH}/:version`,
    summary: 'Shows a published version.',
    permission: 'contracts:read',
    status: 200,
    response: ContractVersionView,
  })
  getContractVersion(@Param({ schema: VersionParams }) params: VersionParams): Promise<ContractVersionView> {
    return this.versions.get(params);
  }

  @Endpoint({
    method: 'GET',
    path: `${PATH}/:version/diff`,
    summary: 'Says in words what changes when this version replaces another one.',
    permission: 'contracts:read',
    status: 200,
    response: ContractDiff,
  })
  diffContractVersions(
    @Param({ schema: VersionParams }) params: VersionParams,
    @Query({ schema: DiffQuery }) query: DiffQuery,
  ): Promise<ContractDiff> {
    return this.versions.diff(params, query);
  }
}
