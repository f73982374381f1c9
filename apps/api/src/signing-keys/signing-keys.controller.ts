import { Body, Controller, Headers } from '@nestjs/common';
import { z } from 'zod';
import { RegisterEncryptionKey, SigningKeys } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import type { HeaderNotes } from '../platform/http/header-note.js';
import { Caller, type RequestContext } from '../platform/http/request-context.js';
import { SigningKeysService } from './signing-keys.service.js';

const Uuid = z.uuid();
const Seconds = z.coerce.number().int().min(0);

/** One that does not parse counts as not said. */
const SIGNER_HEADERS: HeaderNotes = {
  'Accord-Instance': { description: 'A UUID, new with every start of the signer.' },
  'Accord-Applied': { description: 'The kid that it signs with, or `none`.' },
  'Accord-Active-Since': {
    description:
      'The `active_since` of that key as it was answered, epoch seconds: it says which activation is meant.',
    pattern: '^\\d+$',
  },
  'Accord-Leaving': { description: 'Any value, on the last request of a signer that stops.' },
};

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
    requestHeaders: SIGNER_HEADERS,
    problems: ['sealed_key_unreadable'],
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
