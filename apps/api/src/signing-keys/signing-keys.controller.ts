import { Body, Controller, Headers } from '@nestjs/common';
import { z } from 'zod';
import { RegisterEncryptionKey, SigningKeys } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { SigningKeysService } from './signing-keys.service.js';

const Uuid = z.uuid();
const Seconds = z.coerce.number().int().min(0);

@Controller()
export class SigningKeysController {
  constructor(private readonly signingKeys: SigningKeysService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/signing-key',
    summary: 'Which key an authorization server signs with now; Accord-Applied acknowledges the switch.',
    credential: 'issuer',
    status: 200,
    response: SigningKeys,
  })
  getSigningKey(
    @Caller() caller: RequestContext,
    @Headers('accord-instance') instance: string | undefined,
    @Headers('accord-applied') applied: string | undefined,
    @Headers('accord-active-since') activeSince: string | undefined,
    @Headers('accord-leaving') leaving: string | undefined,
  ): Promise<SigningKeys> {
    return this.signingKeys.current(caller, {
      instance: Uuid.safeParse(instance).data ?? null,
      appliedKid: applied === undefined || applied === 'none' ? null : applied,
      activeSince: Seconds.safeParse(activeSince).data ?? null,
      leaving: leaving !== undefined,
    });
  }

  @Endpoint({
    method: 'PUT',
    path: '/v1/signing-key/encryption-key',
    summary: 'Registers the key to which private signing keys are encrypted.',
    credential: 'issuer',
    status: 204,
    response: null,
  })
  registerEncryptionKey(
    @Caller() caller: RequestContext,
    @Body({ schema: RegisterEncryptionKey }) body: RegisterEncryptionKey,
  ): Promise<void> {
    return this.signingKeys.register(caller, body);
  }
}
