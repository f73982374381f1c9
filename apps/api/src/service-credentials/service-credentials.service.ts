import { Injectable } from '@nestjs/common';
import type {
  CreateCredential,
  CreatedCredential,
  CredentialPage,
  CredentialView,
  PageQuery,
  ServiceCredentialParams,
  ServiceEnvironmentParams,
} from '@accord/contract/http';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { NewestFirstPosition } from '../platform/database/newest-first.js';
import { notFound } from '../platform/errors/problems.js';
import { readCursor } from '../platform/http/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type Place, Places, placeName } from '../services/places.js';
import { credentialPage, credentialView } from './credential-view.js';
import { newCredential, refuseTooMany } from './new-credential.js';
import { revokeCredential } from './revoke-credential.js';
import type { ServiceCredentialEntity } from './service-credential.entity.js';
import { ServiceCredentialsRepository } from './service-credentials.repository.js';

/** Begins every secret, so that scanners and people recognise it. */
const SERVICE_CREDENTIAL_PREFIX = 'acc_sc_';

/** The secrets with which a service polls and reports, in one environment. */
@Injectable()
export class ServiceCredentialsService {
  constructor(
    private readonly log: ChangeLog,
    private readonly places: Places,
    private readonly repository: ServiceCredentialsRepository,
  ) {}

  /** @throws Problem 404 */
  async list(names: ServiceEnvironmentParams, { cursor, limit }: PageQuery): Promise<CredentialPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, NewestFirstPosition);
    const found = await this.repository.list(await this.places.find(names), after, limit + 1);
    return credentialPage(found, limit);
  }

  /** Revoked and expired ones are found. @throws Problem 404 */
  async get(params: ServiceCredentialParams): Promise<CredentialView> {
    const place = await this.places.find(params);
    return credentialView(await requireAt(place, this.repository, params.credential));
  }

  /**
   * The one time that the secret is seen: it is neither stored nor logged, nor sent again when the request is repeated.
   *
   * @throws Problem 404, 409 `service_archived` or `too_many_credentials`, 422 `expiry_in_the_past`
   */
  async create(
    caller: RequestContext,
    names: ServiceEnvironmentParams,
    body: CreateCredential,
  ): Promise<CreatedCredential> {
    return this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const place = await this.places.forWriting(change.manager, names);
      const repository = this.repository.within(change.manager);
      const live = await repository.countLive(place.service.id, place.environment.id, at);
      refuseTooMany(live, placeName(place));
      const { secret, ...stored } = newCredential(SERVICE_CREDENTIAL_PREFIX, body, at);
      const credential: ServiceCredentialEntity = {
        ...stored,
        serviceId: place.service.id,
        environmentId: place.environment.id,
      };
      await repository.insert(credential);
      const view = credentialView(credential);
      await change.record({
        action: 'service_credential.created',
        object: { kind: 'service_credential', id: credential.id, name: credential.name },
        serviceId: place.service.id,
        environmentId: place.environment.id,
        before: null,
        after: view,
      });
      change.replay(view);
      return { ...view, secret };
    });
  }

  /** Revoking what is revoked already changes nothing. @throws Problem 404 */
  async revoke(caller: RequestContext, params: ServiceCredentialParams): Promise<void> {
    await this.log.run(caller, async (change) => {
      await change.lock();
      const place = await this.places.findWithin(change.manager, params);
      const repository = this.repository.within(change.manager);
      const credential = await requireAt(place, repository, params.credential);
      if (credential.revokedAt === null) await revokeCredential(change, credential);
      else change.unchanged();
    });
  }
}

async function requireAt(
  { service, environment }: Place,
  repository: ServiceCredentialsRepository,
  id: string,
): Promise<ServiceCredentialEntity> {
  const credential = await repository.find(id);
  if (credential?.serviceId === service.id && credential.environmentId === environment.id) return credential;
  throw notFound(`credential "${id}" of this service and environment`);
}
