import { Body, Controller, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  CompromiseKey,
  CompromiseResult,
  HoldKey,
  IssuerParams,
  KeyCommand,
  KeyList,
  KeyParams,
  PutSchedule,
  RotateNow,
  RotationView,
  ScheduleQuery,
  ScheduleView,
} from '@accord/contract/http';
import type { ProblemCode } from '../platform/errors/problem-codes.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { ETAG } from '../platform/http/header-note.js';
import { readIfMatch } from '../platform/http/if-match.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { RotationService } from './rotation.service.js';

const ISSUER = '/v1/issuers/:issuer';
const KEY = `${ISSUER}/keys/:kid`;
const ROTATION_PROBLEMS: readonly ProblemCode[] = ['issuer_archived', 'not_managed', 'rotation_blocked'];

@Controller()
export class RotationController {
  constructor(private readonly rotation: RotationService) {}

  @Endpoint({
    method: 'GET',
    path: `${ISSUER}/rotation`,
    summary: 'Shows the keys of a managed issuer, the safe bounds, and what every transition waits for.',
    permission: 'issuers:read',
    status: 200,
    response: RotationView,
    problems: ['not_managed'],
  })
  getRotation(@Param({ schema: IssuerParams }) { issuer }: IssuerParams): Promise<RotationView> {
    return this.rotation.view(issuer);
  }

  @Endpoint({
    method: 'GET',
    path: `${ISSUER}/keys`,
    summary: 'Lists the keys of a managed issuer, tombstones too.',
    permission: 'issuers:read',
    status: 200,
    response: KeyList,
  })
  listKeys(@Param({ schema: IssuerParams }) { issuer }: IssuerParams): Promise<KeyList> {
    return this.rotation.listKeys(issuer);
  }

  @Endpoint({
    method: 'POST',
    path: `${ISSUER}/rotate`,
    summary: 'Starts the next rotation at once; it skips no guard.',
    permission: 'keys:rotate',
    status: 200,
    response: RotationView,
    problems: ROTATION_PROBLEMS,
  })
  rotateNow(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Body({ schema: RotateNow }) body: RotateNow,
  ): Promise<RotationView> {
    return this.rotation.rotate(caller, issuer, body);
  }

  @Endpoint({
    method: 'POST',
    path: `${KEY}/activate`,
    summary: 'Activates a published key, or takes a deactivated one back.',
    permission: 'keys:rotate',
    status: 200,
    response: RotationView,
    problems: ROTATION_PROBLEMS,
  })
  activateKey(
    @Caller() caller: RequestContext,
    @Param({ schema: KeyParams }) params: KeyParams,
    @Body({ schema: KeyCommand }) body: KeyCommand,
  ): Promise<RotationView> {
    return this.rotation.command(caller, params, 'activate', body);
  }

  @Endpoint({
    method: 'POST',
    path: `${KEY}/deactivate`,
    summary: 'Hands over from the active key to the oldest standby.',
    permission: 'keys:rotate',
    status: 200,
    response: RotationView,
    problems: ROTATION_PROBLEMS,
  })
  deactivateKey(
    @Caller() caller: RequestContext,
    @Param({ schema: KeyParams }) params: KeyParams,
    @Body({ schema: KeyCommand }) body: KeyCommand,
  ): Promise<RotationView> {
    return this.rotation.command(caller, params, 'deactivate', body);
  }

  @Endpoint({
    method: 'POST',
    path: `${KEY}/remove`,
    summary: 'Removes a deactivated key from the key set.',
    permission: 'keys:rotate',
    status: 200,
    response: RotationView,
    problems: ROTATION_PROBLEMS,
  })
  removeKey(
    @Caller() caller: RequestContext,
    @Param({ schema: KeyParams }) params: KeyParams,
    @Body({ schema: KeyCommand }) body: KeyCommand,
  ): Promise<RotationView> {
    return this.rotation.command(caller, params, 'remove', body);
  }

  @Endpoint({
    method: 'POST',
    path: `${KEY}/hold`,
    summary: 'Keeps a key where it is, or releases it.',
    permission: 'keys:rotate',
    status: 200,
    response: RotationView,
    problems: ROTATION_PROBLEMS,
  })
  holdKey(
    @Caller() caller: RequestContext,
    @Param({ schema: KeyParams }) params: KeyParams,
    @Body({ schema: HoldKey }) body: HoldKey,
  ): Promise<RotationView> {
    return this.rotation.hold(caller, params, body);
  }

  @Endpoint({
    method: 'POST',
    path: `${KEY}/compromise`,
    summary: 'Reports a key compromised: it is denied everywhere, at once and for ever.',
    permission: 'keys:compromise',
    status: 200,
    response: CompromiseResult,
    problems: [...ROTATION_PROBLEMS, 'time_to_come'],
  })
  compromiseKey(
    @Caller() caller: RequestContext,
    @Param({ schema: KeyParams }) params: KeyParams,
    @Body({ schema: CompromiseKey }) body: CompromiseKey,
  ): Promise<CompromiseResult> {
    return this.rotation.compromise(caller, params, body);
  }

  @Endpoint({
    method: 'GET',
    path: `${ISSUER}/schedule`,
    summary: 'Shows the schedule of one algorithm with its safe minima.',
    permission: 'issuers:read',
    status: 200,
    response: ScheduleView,
    responseHeaders: ETAG,
    problems: ['not_managed'],
  })
  async getSchedule(
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Query({ schema: ScheduleQuery }) { alg }: ScheduleQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleView> {
    const { view, etag } = await this.rotation.schedule(issuer, alg);
    void reply.header('etag', etag);
    return view;
  }

  @Endpoint({
    method: 'PUT',
    path: `${ISSUER}/schedule`,
    summary: 'Changes the schedule of one algorithm; If-Match names the version that was looked at.',
    permission: 'schedules:write',
    status: 200,
    response: ScheduleView,
    requestHeaders: {
      'If-Match': {
        required: true,
        description: 'The ETag of the schedule that was looked at, in double quotes.',
      },
    },
    responseHeaders: ETAG,
    problems: ['issuer_archived', 'not_managed', 'lead_too_short', 'overlap_too_short', 'interval_too_short'],
  })
  async putSchedule(
    @Caller() caller: RequestContext,
    @Param({ schema: IssuerParams }) { issuer }: IssuerParams,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: PutSchedule }) body: PutSchedule,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleView> {
    const { view, etag } = await this.rotation.putSchedule(caller, issuer, readIfMatch(ifMatch), body);
    void reply.header('etag', etag);
    return view;
  }
}
