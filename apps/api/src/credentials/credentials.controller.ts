import { Controller, Query } from '@nestjs/common';
import { CredentialsQuery, OwnedCredentialPage } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { CredentialsService } from './credentials.service.js';

@Controller()
export class CredentialsController {
  constructor(private readonly credentials: CredentialsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/credentials',
    summary: 'Lists the credentials of all services and issuers, what expires first coming first.',
    permission: 'credentials:read',
    status: 200,
    response: OwnedCredentialPage,
  })
  listCredentials(
    @Query({ schema: CredentialsQuery }) query: CredentialsQuery,
  ): Promise<OwnedCredentialPage> {
    return this.credentials.list(query);
  }
}
