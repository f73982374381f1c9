import { Body, Controller } from '@nestjs/common';
import { InspectChecks, InspectedChecks, Inspection, InspectToken } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { InspectorLimits } from './inspector-limits.js';
import { InspectorService } from './inspector.service.js';

@Controller()
export class InspectorController {
  constructor(
    private readonly inspector: InspectorService,
    private readonly limits: InspectorLimits,
  ) {}

  @Endpoint({
    method: 'POST',
    path: '/v1/inspect',
    summary: 'What every service would say to a token or to claims, at a time; neither is stored or logged.',
    permission: 'inspector:use',
    status: 200,
    response: Inspection,
    changesNothing: true,
    problems: ['cursor_invalid'],
  })
  async inspectToken(
    @Caller() caller: RequestContext,
    @Body({ schema: InspectToken }) body: InspectToken,
  ): Promise<Inspection> {
    await this.limits.admit(caller.principal);
    return this.inspector.matrix(body);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/inspect/checks',
    summary: 'The ordered checks of a token or of claims under one contract, published or drafted.',
    permission: 'inspector:use',
    status: 200,
    response: InspectedChecks,
    changesNothing: true,
    problems: ['not_found'],
  })
  async inspectChecks(
    @Caller() caller: RequestContext,
    @Body({ schema: InspectChecks }) body: InspectChecks,
  ): Promise<InspectedChecks> {
    await this.limits.admit(caller.principal);
    return this.inspector.checks(body);
  }
}
