import type { Change } from '../platform/change-log/change.js';
import { credentialView } from '../service-credentials/credential-view.js';
import type { IssuerCredentialEntity } from './issuer-credential.entity.js';
import { IssuerCredentialsRepository } from './issuer-credentials.repository.js';

/** Revokes a live credential, with its event. */
export async function revokeIssuerCredential(
  change: Change,
  credential: IssuerCredentialEntity,
): Promise<void> {
  const { at } = await change.lock();
  await new IssuerCredentialsRepository(change.manager).markRevoked(credential.id, at);
  await change.record({
    action: 'issuer_credential.revoked',
    object: { kind: 'issuer_credential', id: credential.id, name: credential.name },
    issuerId: credential.issuerId,
    before: credentialView(credential),
    after: credentialView({ ...credential, revokedAt: at }),
  });
}
