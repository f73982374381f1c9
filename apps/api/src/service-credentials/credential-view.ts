import type { CredentialPage, CredentialView } from '@accord/contract/http';
import { positionOf } from '../platform/database/newest-first.js';
import { pageOf } from '../platform/http/cursor.js';

/** A stored credential, of a service or of an issuer. */
export interface StoredCredential {
  id: string;
  name: string;
  prefix: string;
  createdAt: number;
  expiresAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

/** What may be shown and logged of a credential: everything but its secret and the secret's hash. */
export function credentialView(credential: StoredCredential): CredentialView {
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

/** One page of what a query for `limit + 1` credentials found, newest first. */
export function credentialPage(found: readonly StoredCredential[], limit: number): CredentialPage {
  const page = pageOf(found, limit, positionOf);
  return { ...page, items: page.items.map(credentialView) };
}
