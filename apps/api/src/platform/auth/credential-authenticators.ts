import { Injectable } from '@nestjs/common';
import type { Principal } from './principal.js';

export type CredentialKind = 'service' | 'issuer';

/** Recognises the credentials of one kind. `secret` is what came after `Bearer `; null when it is unknown, expired or revoked. */
export interface CredentialAuthenticator {
  authenticate(secret: string): Principal | null | Promise<Principal | null>;
}

/** Where features put the authenticators of the credentials that they own, in their `onModuleInit`. */
@Injectable()
export class CredentialAuthenticators {
  private readonly byKind = new Map<CredentialKind, CredentialAuthenticator>();

  register(kind: CredentialKind, authenticator: CredentialAuthenticator): void {
    if (this.byKind.has(kind)) throw new Error(`there is an authenticator of ${kind} credentials already`);
    this.byKind.set(kind, authenticator);
  }

  async authenticate(kind: CredentialKind, secret: string): Promise<Principal | null> {
    return (await this.byKind.get(kind)?.authenticate(secret)) ?? null;
  }
}
