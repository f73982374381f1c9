import type { Change } from '../platform/change-log/change.js';
import { credentialView } from './credential-view.js';
import type { ServiceCredentialEntity } from './service-credential.entity.js';
import { ServiceCredentialsRepository } from './service-credentials.repository.js';

/** Revokes a live credential, with the event that ends its waiting polls on every replica. */
export async function revokeCredential(change: Change, credential: ServiceCredentialEntity): Promise<void> {
  const { at } = await change.lock();
  await new ServiceCredentialsRepository(change.manager).markRevoked(credential.id, at);
  await change.record({
    action: 'service_credential.revoked',
    object: { kind: 'service_credential', id: credential.id, name: credential.name },
    serviceId: credential.serviceId,
    environmentId: credential.environmentId,
    before: credentialView(credential),
    after: credentialView({ ...credential, revokedAt: at }),
  });
}
