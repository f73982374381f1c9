import { Controller, Header } from '@nestjs/common';
import { TrustKeys } from '@accord/contract/http';
import { BundleKeys } from '../bundles/bundle-keys.js';
import { Endpoint } from '../platform/http/endpoint.js';

@Controller()
export class TrustController {
  constructor(private readonly keys: BundleKeys) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/trust/keys.json',
    public: true,
    summary: 'The keys that sign bundles, to be pinned',
    status: 200,
    response: TrustKeys,
  })
  @Header('cache-control', 'public, max-age=300')
  listTrustKeys(): TrustKeys {
    return { keys: [...this.keys.publicKeys()] };
  }
}
