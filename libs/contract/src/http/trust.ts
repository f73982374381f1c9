import { z } from 'zod';

/** The control plane's bundle keys, newest first, for people who pin them. Clients never fetch this by themselves. */
export const TrustKeys = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        kid: z.string().meta({ description: 'RFC 7638 thumbprint; what Accord-Trust names.' }),
        use: z.literal('sig'),
        alg: z.literal('EdDSA'),
      }),
    ),
  })
  .meta({ id: 'TrustKeys' });
export type TrustKeys = z.infer<typeof TrustKeys>;
