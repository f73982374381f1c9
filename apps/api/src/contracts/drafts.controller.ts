import { Body, Controller, Headers, Param, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ContractPreview, DraftBody, DraftView, ServiceEnvironmentParams } from '@accord/contract/http';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../platform/http/endpoint.js';
import { ETAG, type HeaderNotes } from '../platform/http/header-note.js';
import { readIfMatch, withEtag } from '../platform/http/if-match.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { DraftsService } from './drafts.service.js';
import { PreviewService } from './preview.service.js';

const PATH = '/v1/services/:service/environments/:environment/draft';
const IF_MATCH: HeaderNotes = {
  'If-Match': {
    description: 'The ETag of the draft that was read, in double quotes; * for whichever there is.',
  },
};
const CONDITIONS: HeaderNotes = {
  ...IF_MATCH,
  'If-None-Match': {
    description: '* saves only where there is no draft yet, as leaving out both headers does.',
  },
};

@Controller()
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly previews: PreviewService,
  ) {}

  @Endpoint({
    method: 'GET',
    path: PATH,
    summary: 'Shows the draft with its findings and with what it would change.',
    permission: 'contracts:read',
    status: 200,
    response: DraftView,
    responseHeaders: ETAG,
  })
  async getDraft(
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    return withEtag(reply, await this.drafts.get(params));
  }

  @ApiResponse({ status: 201, description: 'There was no draft before', standardSchema: DraftView })
  @Endpoint({
    method: 'PUT',
    path: PATH,
    summary: 'Saves the draft; If-Match names the state that is overwritten.',
    permission: 'contracts:write',
    status: 200,
    response: DraftView,
    requestHeaders: CONDITIONS,
    responseHeaders: ETAG,
    problems: ['service_archived', 'draft_holds_secret'],
  })
  async putDraft(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Body({ schema: DraftBody }) body: DraftBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftView> {
    const conditions = { ifMatch: readIfMatch(ifMatch), ifNoneMatch: readIfMatch(ifNoneMatch) };
    const { view, created } = await this.drafts.put(caller, params, conditions, body);
    if (created) void reply.status(201);
    return withEtag(reply, view);
  }

  @Endpoint({
    method: 'DELETE',
    path: PATH,
    summary: 'Discards the draft.',
    permission: 'contracts:write',
    status: 204,
    response: null,
    requestHeaders: IF_MATCH,
    problems: ['if_match_required', 'service_archived'],
  })
  discardDraft(
    @Caller() caller: RequestContext,
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.drafts.discard(caller, params, readIfMatch(ifMatch));
  }

  @Endpoint({
    method: 'POST',
    path: `${PATH}/preview`,
    summary: 'Says what publishing a contract would change, and what forbids it; saves nothing.',
    permission: 'contracts:read',
    status: 200,
    response: ContractPreview,
  })
  previewContract(
    @Param({ schema: ServiceEnvironmentParams }) params: ServiceEnvironmentParams,
    @Body({ schema: DraftBody }) body: DraftBody,
  ): Promise<ContractPreview> {
    return this.previews.preview(params, body);
  }
}
