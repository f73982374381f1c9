import { Body, Controller, Header, Param } from '@nestjs/common';
import {
  BundleKeyList,
  BundleKeyParams,
  BundleKeyView,
  CreateBundleKey,
  KeyCommand,
  TrustKeys,
} from '@accord/contract/http';
import { BundleKeys } from '../bundles/bundle-keys.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { TrustService } from './trust.service.js';

@Controller()
export class TrustController {
  constructor(
    private readonly keys: BundleKeys,
    private readonly trust: TrustService,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/trust/keys.json',
    public: true,
    summary: 'The keys that sign bundles, to be pinned',
    status: 200,
    response: TrustKeys,
  })
  @Header('cache-control', 'no-cache')
  listTrustKeys(): TrustKeys {
    return { keys: [...this.keys.publicKeys()] };
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/trust/keys',
    permission: 'trust_keys:read',
    summary:
      'The keys that sign bundles, retired ones too, with the instances that still need them: all at once, as there are few.',
    status: 200,
    response: BundleKeyList,
  })
  listBundleKeys(): Promise<BundleKeyList> {
    return this.trust.list();
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/trust/keys',
    permission: 'trust_keys:write',
    summary: 'Makes a new key, which signs for every client that pins it.',
    status: 201,
    response: BundleKeyView,
    problems: ['too_many_bundle_keys'],
  })
  createBundleKey(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateBundleKey }) body: CreateBundleKey,
  ): Promise<BundleKeyView> {
    return this.trust.create(caller, body);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/trust/keys/:kid/retire',
    permission: 'trust_keys:write',
    summary: 'Retires a key that nobody needs any more; its private part is erased.',
    status: 200,
    response: BundleKeyView,
    problems: ['last_bundle_key', 'bundle_key_needed'],
  })
  retireBundleKey(
    @Caller() caller: RequestContext,
    @Param({ schema: BundleKeyParams }) { kid }: BundleKeyParams,
    @Body({ schema: KeyCommand }) body: KeyCommand,
  ): Promise<BundleKeyView> {
    return this.trust.retire(caller, kid, body);
  }
}
