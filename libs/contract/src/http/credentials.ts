import { z } from 'zod';
import { Slug } from '../model/name.js';
import { Page, PageQuery } from './page.js';
import { CredentialView } from './services.js';

/** Who proves itself with a credential: a service in one environment, or the authorization server of an issuer. */
export const CredentialOwner = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('service'), service: Slug, environment: Slug }),
    z.object({ kind: z.literal('issuer'), issuer: Slug }),
  ])
  .meta({ id: 'CredentialOwner' });
export type CredentialOwner = z.infer<typeof CredentialOwner>;

/** Live ones work; the others are kept for the record. */
export const CredentialState = z.enum(['live', 'expired', 'revoked']).meta({ id: 'CredentialState' });
export type CredentialState = z.infer<typeof CredentialState>;

export const OwnedCredential = CredentialView.extend({ owner: CredentialOwner }).meta({
  id: 'OwnedCredential',
});
export type OwnedCredential = z.infer<typeof OwnedCredential>;

export const OwnedCredentialPage = Page(OwnedCredential).meta({ id: 'OwnedCredentialPage' });
export type OwnedCredentialPage = z.infer<typeof OwnedCredentialPage>;

/** `search` looks into the names of credential, service, environment and issuer, and into the prefix. */
export const CredentialsQuery = PageQuery.extend({
  search: z.string().trim().min(1).max(100).optional(),
  kind: z.enum(['service', 'issuer']).optional(),
  state: CredentialState.default('live'),
});
export type CredentialsQuery = z.infer<typeof CredentialsQuery>;
