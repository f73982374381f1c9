import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Permission } from '@accord/contract';
import type { Warning } from '@accord/contract/http';
import { ChangeLog } from '../change-log/change-log.js';
import { CONFIG, type Config } from '../config/config.js';
import type { Principal } from './principal.js';
import { hashSecretToken } from './secret-token.js';

const PRINCIPAL: Principal = {
  kind: 'bootstrap',
  id: 'bootstrap',
  name: 'Bootstrap token',
  permissions: new Set(Permission.options),
  email: null,
  role: 'admin',
  session: null,
  credential: null,
};

/** ACCORD_BOOTSTRAP_TOKEN: an administrator from the environment, for the first set-up and automation. */
@Injectable()
export class BootstrapToken {
  private readonly hash: Buffer | undefined;
  private logged: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly changeLog: ChangeLog,
  ) {
    this.hash = config.bootstrapToken === null ? undefined : hashSecretToken(config.bootstrapToken);
  }

  /** What to tell administrators for as long as the token is set. */
  warnings(): Warning[] {
    return this.hash === undefined ? [] : ['bootstrap_token_set'];
  }

  matches(token: string): boolean {
    return this.hash !== undefined && timingSafeEqual(hashSecretToken(token), this.hash);
  }

  /** The principal, after its first use in this process was written to the change log. */
  async use(requestId: string): Promise<Principal> {
    this.logged ??= this.logUse(requestId);
    try {
      await this.logged;
    } catch (error) {
      this.logged = undefined;
      throw error;
    }
    return PRINCIPAL;
  }

  private async logUse(requestId: string): Promise<void> {
    await this.changeLog.run(
      { principal: PRINCIPAL, requestId, address: null, idempotency: null },
      async (change) => {
        await change.record({
          action: 'bootstrap_token.used',
          object: { kind: 'bootstrap_token', id: 'bootstrap', name: 'ACCORD_BOOTSTRAP_TOKEN' },
          before: null,
          after: null,
        });
      },
    );
  }
}
