import { z } from 'zod';
import { KeyCommand } from './issuers.js';

const TrustKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string().meta({ description: 'RFC 7638 thumbprint; what Accord-Trust names.' }),
  use: z.literal('sig'),
  alg: z.literal('EdDSA'),
});

/** The control plane's bundle keys, newest first, for people who pin them. Clients never fetch this by themselves. */
export const TrustKeys = z.object({ keys: z.array(TrustKey) }).meta({ id: 'TrustKeys' });
export type TrustKeys = z.infer<typeof TrustKeys>;

/** An instance that pins a bundle key and none of the others that sign. */
const BundleKeyInstance = z.object({
  service: z.string(),
  environment: z.string(),
  instance: z.uuid(),
  last_seen_at: z.int(),
});

/**
 * A key that signs bundles, as people see it. Counts are of instances that were heard from in the last 24 hours and have not
 * left.
 */
export const BundleKeyView = z
  .object({
    kid: z.string(),
    public_jwk: TrustKey,
    state: z.enum(['in_use', 'retired']).meta({
      description: 'in_use: signs for every client whose newest pinned key it is. retired: signs no more.',
    }),
    created_at: z.int(),
    retired_at: z.union([z.int(), z.null()]),
    change_number: z.int().meta({ description: 'The change that made it; a higher number is a newer key.' }),
    pinned_by: z.int().meta({ description: 'How many instances pin it.' }),
    needed_by: z.object({
      count: z.int().meta({
        description:
          'How many instances get policy under no other key. The newest is also needed by those that do not say what they pin.',
      }),
      instances: z.array(BundleKeyInstance).meta({ description: 'The first 20 of them by name.' }),
    }),
  })
  .meta({ id: 'BundleKey' });
export type BundleKeyView = z.infer<typeof BundleKeyView>;

/** Newest first, retired ones too. */
export const BundleKeyList = z
  .object({ items: z.array(BundleKeyView), instances: z.int() })
  .meta({ id: 'BundleKeyList' });
export type BundleKeyList = z.infer<typeof BundleKeyList>;

export const CreateBundleKey = KeyCommand.pick({ reason: true }).meta({ id: 'CreateBundleKey' });
export type CreateBundleKey = z.infer<typeof CreateBundleKey>;
export const BundleKeyParams = z.object({ kid: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
export type BundleKeyParams = z.infer<typeof BundleKeyParams>;
