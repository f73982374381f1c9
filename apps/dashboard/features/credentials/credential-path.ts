import type { CredentialOwner } from '@accord/contract/http';
import { path } from '../../lib/api';

/** Where the credentials of a service in an environment, or of an issuer, are. */
export function credentialsPath(owner: CredentialOwner): string {
  return owner.kind === 'service'
    ? path`/v1/services/${owner.service}/environments/${owner.environment}/credentials`
    : path`/v1/issuers/${owner.issuer}/credentials`;
}
