import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { requestIdOf } from '../http/request-id.js';
import { BootstrapToken } from './bootstrap-token.js';
import { type CredentialKind, CredentialAuthenticators } from './credential-authenticators.js';
import type { Principal } from './principal.js';
import { readSessionCookie } from './session-cookie.js';

/** Why a secret is looked up: for a request, which is use of it, or to see whether what it opened may stay open. */
export type LookUp = 'use' | 'check';

/** Recognises one kind of secret that a person or a machine of theirs sends; null when it is not valid (any more). */
export interface TokenAuthenticator {
  authenticate(token: string, lookUp: LookUp): Promise<Principal | null>;
}

/** Finds out who sends a request. The features that own sessions and API tokens register themselves. */
@Injectable()
export class Authentication {
  private sessions: TokenAuthenticator | undefined;
  private readonly bearers = new Map<string, TokenAuthenticator>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bootstrap: BootstrapToken,
    private readonly credentials: CredentialAuthenticators,
  ) {}

  registerSessions(authenticator: TokenAuthenticator): void {
    this.sessions = authenticator;
  }

  /** `prefix` is what tokens of this kind begin with. */
  registerBearer(prefix: string, authenticator: TokenAuthenticator): void {
    this.bearers.set(prefix, authenticator);
  }

  /** A person's session or API token. A bearer token that is sent counts alone: no falling back to the cookie. */
  async ofPerson(request: FastifyRequest, lookUp: LookUp = 'use'): Promise<Principal | null> {
    if (request.headers.authorization !== undefined) return this.ofBearer(request, lookUp);
    const cookie = readSessionCookie(request, this.config.publicUrl);
    return cookie === undefined ? null : ((await this.sessions?.authenticate(cookie, lookUp)) ?? null);
  }

  async byCredential(kind: CredentialKind, request: FastifyRequest): Promise<Principal | null> {
    const secret = bearerOf(request);
    return secret === undefined ? null : this.credentials.authenticate(kind, secret);
  }

  private async ofBearer(request: FastifyRequest, lookUp: LookUp): Promise<Principal | null> {
    const token = bearerOf(request);
    if (token === undefined) return null;
    if (this.bootstrap.matches(token)) return this.bootstrap.use(requestIdOf(request));
    for (const [prefix, authenticator] of this.bearers) {
      if (token.startsWith(prefix)) return authenticator.authenticate(token, lookUp);
    }
    return null;
  }
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1); the scheme's case does not matter. */
function bearerOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^bearer +([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
