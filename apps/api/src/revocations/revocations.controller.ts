import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  CreateRevocation,
  LiftRevocation,
  RevocationPage,
  RevocationParams,
  RevocationQuery,
  RevocationView,
} from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { RevocationsService } from './revocations.service.js';

@Controller()
export class RevocationsController {
  constructor(private readonly revocations: RevocationsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/revocations',
    summary: 'Lists the revocations in force, newest first, with how far they have come.',
    permission: 'revocations:read',
    status: 200,
    response: RevocationPage,
    problems: ['not_found'],
  })
  listRevocations(@Query({ schema: RevocationQuery }) query: RevocationQuery): Promise<RevocationPage> {
    return this.revocations.list(query);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/revocations',
    summary: 'Revokes a token, subject, session or client, or widens what revokes it; only the hash is kept.',
    permission: 'revocations:write',
    status: 201,
    response: RevocationView,
    location: '/v1/revocations/:id',
    problems: [
      'not_found',
      'issuer_archived',
      'too_many_revocations',
      'revocation_until_too_early',
      'time_to_come',
    ],
  })
  createRevocation(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateRevocation }) body: CreateRevocation,
  ): Promise<RevocationView> {
    return this.revocations.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/revocations/:revocation',
    summary: 'Shows a revocation in force, with how far it has come.',
    permission: 'revocations:read',
    status: 200,
    response: RevocationView,
  })
  getRevocation(
    @Param({ schema: RevocationParams }) { revocation }: RevocationParams,
  ): Promise<RevocationView> {
    return this.revocations.get(revocation);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/revocations/:revocation/lift',
    summary: 'Lifts a revocation: what it refused is accepted again.',
    permission: 'revocations:write',
    status: 204,
    response: null,
  })
  liftRevocation(
    @Caller() caller: RequestContext,
    @Param({ schema: RevocationParams }) { revocation }: RevocationParams,
    @Body({ schema: LiftRevocation }) { reason }: LiftRevocation,
  ): Promise<void> {
    return this.revocations.lift(caller, revocation, reason);
  }
}
