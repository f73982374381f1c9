import type { CredentialView } from '@accord/contract/http';
import type { ServiceCredentialEntity } from './service-credential.entity.js';

/** What may be shown and logged of a credential: everything but its secret and the secret's hash. */
export function credentialView(credential: ServiceCredentialEntity): CredentialView {
  return {
    id: credential.id,
    name: credential.name,
    prefix: credential.prefix,
    created_at: credential.createdAt,
    expires_at: credential.expiresAt,
    last_used_at: credential.lastUsedAt,
    revoked_at: credential.revokedAt,
  };
}
