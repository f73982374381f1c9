import { Injectable } from '@nestjs/common';
import type {
  CredentialOwner,
  CredentialsQuery,
  OwnedCredential,
  OwnedCredentialPage,
} from '@accord/contract/http';
import { Clock } from '../platform/clock/clock.js';
import { pageOf, readCursor } from '../platform/http/cursor.js';
import { credentialView } from '../service-credentials/credential-view.js';
import { CredentialsRepository, ExpiryPosition, type OwnedCredentialRow } from './credentials.repository.js';

/** Every credential there is, whoever it belongs to: what is about to expire, and what nobody uses. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
  ) {}

  async list({ cursor, limit, ...filter }: CredentialsQuery): Promise<OwnedCredentialPage> {
    const after = cursor === undefined ? undefined : readCursor(cursor, ExpiryPosition);
    const now = this.clock.nowSeconds();
    const found = await this.credentials.list({ ...filter, after, take: limit + 1, now });
    const page = pageOf(found, limit, ({ expiresAt, id }) => ({ expiresAt, id }));
    return { ...page, items: page.items.map(ownedCredential) };
  }
}

function ownedCredential(row: OwnedCredentialRow): OwnedCredential {
  return { ...credentialView(row), owner: ownerOf(row) };
}

function ownerOf({ service, environment, issuer }: OwnedCredentialRow): CredentialOwner {
  return service === null || environment === null
    ? { kind: 'issuer', issuer: issuer ?? '' }
    : { kind: 'service', service, environment };
}
