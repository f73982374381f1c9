import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ROLE_PERMISSIONS } from '@accord/contract';
import type { Logger } from 'pino';
import { Authentication, type LookUp, type TokenAuthenticator } from '../platform/auth/authentication.js';
import type { Principal } from '../platform/auth/principal.js';
import { hashSecretToken } from '../platform/auth/secret-token.js';
import { Clock } from '../platform/clock/clock.js';
import { LOGGER } from '../platform/http/logger.js';
import type { ApiTokenEntity } from './api-token.entity.js';
import { ApiTokensRepository } from './api-tokens.repository.js';

export const API_TOKEN_PREFIX = 'acc_at_';

const WRITE_USES_MS = 60_000;

/** Recognises API tokens, and notes when they were used: gathered in memory, written once a minute. */
@Injectable()
export class ApiTokenAuthenticator implements TokenAuthenticator, OnModuleInit, OnModuleDestroy {
  private uses = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly clock: Clock,
    private readonly authentication: Authentication,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.authentication.registerBearer(API_TOKEN_PREFIX, this);
    this.timer = setInterval(() => void this.writeUses(), WRITE_USES_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.writeUses();
  }

  async authenticate(secret: string, lookUp: LookUp): Promise<Principal | null> {
    const now = this.clock.nowSeconds();
    const token = await this.tokens.findLive(hashSecretToken(secret), now);
    if (token === null) return null;
    if (lookUp === 'use') this.uses.set(token.id, now);
    return apiTokenPrincipal(token);
  }

  /** A use that cannot be written is not worth failing a request for: it is tried again with the next batch. */
  async writeUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    try {
      await this.tokens.markUsed(uses);
    } catch (error) {
      this.uses = new Map([...uses, ...this.uses]);
      this.logger.warn({ err: error }, 'the last use of API tokens could not be written');
    }
  }
}

function apiTokenPrincipal(token: ApiTokenEntity): Principal {
  return {
    kind: 'api_token',
    id: token.id,
    name: token.name,
    email: null,
    role: token.role,
    permissions: new Set(ROLE_PERMISSIONS[token.role]),
    session: null,
    credential: null,
  };
}
