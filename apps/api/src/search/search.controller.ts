import { Controller, Query } from '@nestjs/common';
import { SearchQuery, SearchResults } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { SearchRepository } from './search.repository.js';

@Controller()
export class SearchController {
  constructor(private readonly repository: SearchRepository) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/search',
    // Every role that may see services may see issuers and keys.
    permission: 'services:read',
    summary: 'Finds services, issuers and keys by a piece of their name; the best few of each.',
    status: 200,
    response: SearchResults,
  })
  async search(@Query({ schema: SearchQuery }) { search }: SearchQuery): Promise<SearchResults> {
    return { items: await this.repository.find(search) };
  }
}
