import type { PublicJwk } from '@accord/contract';
import type { RotationKey } from '@accord/rotation';
import { EntitySchema } from 'typeorm';

/** A signing key of a managed issuer: its rotation record and its two halves. */
export interface IssuerKeyEntity extends RotationKey {
  issuerId: string;
  publicJwk: PublicJwk;
  /** Null once erased. Sealed for the purpose `issuer-key` under the id `<issuer id>/<kid>`. */
  privateKeySealed: Buffer | null;
}

const time = (name: string) => ({ type: 'bigint', name, nullable: true }) as const;

export const IssuerKeyEntity = new EntitySchema<IssuerKeyEntity>({
  name: 'IssuerKeyEntity',
  tableName: 'issuer_keys',
  columns: {
    issuerId: { type: 'uuid', name: 'issuer_id', primary: true },
    kid: { type: 'text', primary: true },
    alg: { type: 'text' },
    state: { type: 'text' },
    publicJwk: { type: 'jsonb', name: 'public_jwk' },
    thumbprint: { type: 'text' },
    privateKeySealed: { type: 'bytea', name: 'private_key_sealed', nullable: true, select: false },
    createdAt: { type: 'bigint', name: 'created_at' },
    publishedAt: time('published_at'),
    publishedVersion: time('published_version'),
    activateAfter: time('activate_after'),
    activatedAt: time('activated_at'),
    activeSince: time('active_since'),
    deactivateAfter: time('deactivate_after'),
    deactivatedAt: time('deactivated_at'),
    removeAfter: time('remove_after'),
    removedAt: time('removed_at'),
    destroyAfter: time('destroy_after'),
    destroyedAt: time('destroyed_at'),
    compromisedAt: time('compromised_at'),
    maxTokenLifetimeSeconds: { type: 'integer', name: 'max_token_lifetime_seconds' },
    hold: { type: 'jsonb', nullable: true },
  },
});
