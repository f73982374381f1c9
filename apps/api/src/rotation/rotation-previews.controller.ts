import { Controller, Param } from '@nestjs/common';
import { CompromisePreview, KeyParams, RotationOverview } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { RotationPreviewsService } from './rotation-previews.service.js';

@Controller()
export class RotationPreviewsController {
  constructor(private readonly previews: RotationPreviewsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/rotation',
    summary: 'Shows all issuers at a glance, those that need a person first.',
    permission: 'issuers:read',
    status: 200,
    response: RotationOverview,
  })
  getRotationOverview(): Promise<RotationOverview> {
    return this.previews.overview();
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/issuers/:issuer/keys/:kid/compromise',
    summary: 'Says what reporting a key compromised would do; it changes nothing.',
    permission: 'issuers:read',
    status: 200,
    response: CompromisePreview,
    problems: ['not_managed', 'rotation_blocked'],
  })
  previewCompromise(@Param({ schema: KeyParams }) params: KeyParams): Promise<CompromisePreview> {
    return this.previews.compromise(params);
  }
}
