import { Body, Controller, Headers, Res } from '@nestjs/common';
import { BaselineBreaksContracts, BaselineView, PreviewBaseline, PutBaseline } from '@accord/contract/http';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../platform/http/endpoint.js';
import { ETAG } from '../platform/http/header-note.js';
import { readIfMatch, withEtag } from '../platform/http/if-match.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { BaselinesService } from './baselines.service.js';

@Controller()
export class BaselinesController {
  constructor(private readonly baselines: BaselinesService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/baseline',
    summary: 'Shows the baseline in force; version 0 is the built-in one.',
    permission: 'baseline:read',
    status: 200,
    response: BaselineView,
    responseHeaders: ETAG,
  })
  async getBaseline(@Res({ passthrough: true }) reply: FastifyReply): Promise<BaselineView> {
    return withEtag(reply, await this.baselines.get());
  }

  @Endpoint({
    method: 'PUT',
    path: '/v1/baseline',
    summary: 'Sets a new version of the baseline; If-Match names the one that it replaces.',
    permission: 'baseline:write',
    status: 200,
    response: BaselineView,
    requestHeaders: {
      'If-Match': {
        required: true,
        description:
          'The ETag of the baseline that was looked at, in double quotes; "0" for the built-in one.',
      },
    },
    responseHeaders: ETAG,
    problems: ['baseline_breaks_contracts'],
  })
  async putBaseline(
    @Caller() caller: RequestContext,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: PutBaseline }) body: PutBaseline,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BaselineView> {
    return withEtag(reply, await this.baselines.put(caller, readIfMatch(ifMatch), body));
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/baseline/preview',
    summary: 'Lists the published contracts that a baseline would break; changes nothing.',
    permission: 'baseline:write',
    status: 200,
    response: BaselineBreaksContracts,
    changesNothing: true,
  })
  previewBaseline(
    @Body({ schema: PreviewBaseline }) body: PreviewBaseline,
  ): Promise<BaselineBreaksContracts> {
    return this.baselines.preview(body);
  }
}
