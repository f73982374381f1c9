import { Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  CreateCredential,
  CreatedCredential,
  CredentialPage,
  CredentialView,
  PageQuery,
} from '@accord/contract/http';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import { IssuersRepository } from '../issuers/issuers.repository.js';
import { IssuersService } from '../issuers/issuers.service.js';
import { refuseUnmanaged } from '../issuers/refuse-unmanaged.js';
import { CredentialAuthenticators } from '../platform/auth/credential-authenticators.js';
import { credentialPrincipal, type Principal } from '../platform/auth/principal.js';
import { hashSecretToken } from '../platform/auth/secret-token.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { NewestFirstPosition } from '../platform/database/newest-first.js';
import { notFound } from '../platform/errors/problems.js';
import { readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { credentialPage, credentialView } from '../service-credentials/credential-view.js';
import { newCredential, refuseTooMany } from '../service-credentials/new-credential.js';
import type { IssuerCredentialEntity } from './issuer-credential.entity.js';
import { IssuerCredentialsRepository } from './issuer-credentials.repository.js';
import { revokeIssuerCredential } from './revoke-issuer-credential.js';

const PREFIX = 'acc_ic_';
/** `last_used_at` says roughly when: a write per request would cost more than it tells. */
const LAST_USED_PRECISION_SECONDS = 60;

/** The secrets with which an authorization server asks for its signing keys. */
@Injectable()
export class IssuerCredentialsService implements OnModuleInit {
  constructor(
    private readonly log: ChangeLog,
    private readonly clock: Clock,
    private readonly issuers: IssuersService,
    private readonly issuersRepository: IssuersRepository,
    private readonly repository: IssuerCredentialsRepository,
    private readonly authenticators: CredentialAuthenticators,
  ) {}

  onModuleInit(): void {
    this.authenticators.register('issuer', { authenticate: (secret) => this.authenticate(secret) });
  }

  /** @throws Problem 404 */
  async list(name: string, { cursor, limit }: PageQuery): Promise<CredentialPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, NewestFirstPosition);
    const issuer = await this.issuers.find(name);
    return credentialPage(await this.repository.list(issuer.id, after, limit + 1), limit);
  }

  /** Revoked and expired ones are found, those of an archived issuer too. @throws Problem 404 */
  async get(name: string, id: string): Promise<CredentialView> {
    const issuer = await this.issuers.find(name);
    return credentialView(await requireOf(issuer, this.repository, id));
  }

  /**
   * The one time that the secret is seen. External issuers have no key to hand out.
   *
   * @throws Problem 404, 409 `too_many_credentials`, 422 `not_managed` or `expiry_in_the_past`
   */
  async create(caller: RequestContext, name: string, body: CreateCredential): Promise<CreatedCredential> {
    return this.log.run(caller, async (change) => {
      const issuer = await this.issuers.forWriting(change, name);
      refuseUnmanaged(issuer);
      const { at } = await change.lock();
      const repository = this.repository.within(change.manager);
      refuseTooMany(await repository.countLive(issuer.id, at), `"${name}"`);
      const { secret, ...stored } = newCredential(PREFIX, body, at);
      const credential: IssuerCredentialEntity = { ...stored, issuerId: issuer.id };
      await repository.insert(credential);
      const view = credentialView(credential);
      await change.record({
        action: 'issuer_credential.created',
        object: { kind: 'issuer_credential', id: credential.id, name: credential.name },
        issuerId: issuer.id,
        before: null,
        after: view,
      });
      change.replay(view);
      return { ...view, secret };
    });
  }

  /** Of an archived issuer too. Revoking what is revoked already changes nothing. @throws Problem 404 */
  async revoke(caller: RequestContext, name: string, id: string): Promise<void> {
    await this.log.run(caller, async (change) => {
      await change.lock();
      const issuer = await this.issuers.findWithin(change, name);
      const credential = await requireOf(issuer, this.repository.within(change.manager), id);
      if (credential.revokedAt === null) await revokeIssuerCredential(change, credential);
      else change.unchanged();
    });
  }

  private async authenticate(secret: string): Promise<Principal | null> {
    const now = this.clock.nowSeconds();
    const found = await this.repository.findLive(hashSecretToken(secret), now);
    if (found === null || (await this.issuersRepository.get(found.issuerId)).archivedAt !== null) return null;
    if (now - (found.lastUsedAt ?? 0) >= LAST_USED_PRECISION_SECONDS) {
      await this.repository.markUsed(found.id, now);
    }
    return credentialPrincipal('issuer', found.issuerId, found.name, {
      credentialId: found.id,
      serviceId: null,
      environmentId: null,
      issuerId: found.issuerId,
    });
  }
}

async function requireOf(
  issuer: IssuerEntity,
  repository: IssuerCredentialsRepository,
  id: string,
): Promise<IssuerCredentialEntity> {
  const credential = await repository.find(issuer.id, id);
  if (credential === null) throw notFound(`credential "${id}" of this issuer`);
  return credential;
}
