import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { RegisterEncryptionKey, SigningKeys } from '@accord/contract/http';
import { Custody } from '../custody/custody.js';
import { IssuerKeysRepository } from '../issuer-keys/issuer-keys.repository.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import type { CredentialSubject } from '../platform/auth/principal.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { encryptTo, refuseUnusable } from './encryption-key.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** What a signer says of itself with each question. */
export interface SignerReport {
  instance: string | null;
  appliedKid: string | null;
  /** The `active_since` of the answer that `appliedKid` is from; null when it was not said. */
  activeSince: number | null;
  leaving: boolean;
}

const SLOWEST_REFRESH_SECONDS = 30;

/** Tells authorization servers which key to sign with, and hands over managed private keys, encrypted. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly log: ChangeLog,
    private readonly clock: Clock,
    private readonly issuers: IssuersRepository,
    private readonly keys: IssuerKeysRepository,
    private readonly repository: SigningKeysRepository,
    private readonly custody: Custody,
  ) {}

  /** Registering what is registered already changes nothing. @throws Problem 422 `encryption_key_unusable` */
  async register(caller: RequestContext, { jwk }: RegisterEncryptionKey): Promise<void> {
    const { credentialId, issuerId } = subjectOf(caller);
    await refuseUnusable(jwk);
    await this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const repository = this.repository.within(change.manager);
      const registered = await repository.encryptionKey(issuerId, credentialId);
      const [before, after] = [registered && logged(registered), logged(jwk)];
      if (isDeepStrictEqual(before, after)) {
        change.unchanged();
        return;
      }
      const issuer = await this.issuers.within(change.manager).get(issuerId);
      await repository.putEncryptionKey(issuerId, credentialId, jwk, at);
      await change.record({
        action: 'encryption_key.registered',
        object: { kind: 'issuer_credential', id: credentialId, name: caller.principal.name },
        issuerId: issuer.id,
        before,
        after,
      });
    });
  }

  async current(caller: RequestContext, report: SignerReport): Promise<SigningKeys> {
    const { credentialId, issuerId } = subjectOf(caller);
    const now = this.clock.nowSeconds();
    const issuer = await this.issuers.get(issuerId);
    const active = await this.keys.listActiveSealed(issuerId);
    await this.note(
      issuerId,
      active.map((key) => key.alg),
      report,
      now,
    );
    const encryptionKey = await this.repository.encryptionKey(issuerId, credentialId);
    const inputs = issuer.rotationInputs;
    return {
      issuer: issuer.issuer,
      keys: await Promise.all(
        active.map(async ({ alg, kid, activeSince, privateKeySealed }) => ({
          alg,
          kid,
          active_since: activeSince,
          private_jwk_jwe:
            encryptionKey && privateKeySealed
              ? await encryptTo(
                  encryptionKey,
                  this.custody.open('issuer-key', `${issuerId}/${kid}`, privateKeySealed),
                )
              : null,
        })),
      ),
      data_timestamp: now,
      refresh_seconds: refreshSeconds(inputs?.signer_switch_seconds ?? 0),
      max_token_lifetime_seconds: inputs?.max_token_lifetime_seconds ?? 0,
    };
  }

  private async note(
    issuerId: string,
    algorithms: string[],
    report: SignerReport,
    now: number,
  ): Promise<void> {
    if (report.instance === null) return;
    await this.repository.seen(issuerId, report.instance, algorithms, now, report.leaving);
    if (report.appliedKid !== null) {
      const { instance, appliedKid: kid, activeSince } = report;
      await this.repository.applied(issuerId, instance, { kid, activeSince, at: now });
    }
  }
}

/** Three tries within the time that the bounds allow a signer for its switch. */
function refreshSeconds(signerSwitchSeconds: number): number {
  return Math.max(1, Math.min(SLOWEST_REFRESH_SECONDS, Math.floor(signerSwitchSeconds / 3)));
}

function subjectOf(caller: RequestContext): CredentialSubject & { issuerId: string } {
  const { credential } = caller.principal;
  if (!credential?.issuerId) throw new Error('an issuer route was reached without an issuer credential');
  return { ...credential, issuerId: credential.issuerId };
}

function logged({ kid, x, y }: RegisterEncryptionKey['jwk']) {
  return { kid, x, y };
}
