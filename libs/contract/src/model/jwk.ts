import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** Symmetric and private members (RFC 7518 §6.2.2, §6.3.2, §6.4): nobody may publish them. */
const secret = z.never({ error: 'is private key material; publish the public key only' }).exactOptional();
const shared = {
  d: secret,
  p: secret,
  q: secret,
  dp: secret,
  dq: secret,
  qi: secret,
  oth: secret,
  k: secret,
  kid: z.string().min(1).max(256),
  use: z.literal('sig').exactOptional(),
  key_ops: z.array(z.string()).exactOptional(),
  alg: z.string().max(32).exactOptional(),
  x5t: base64url.exactOptional(),
  'x5t#S256': base64url.exactOptional(),
};

/**
 * A public signature-verification key (RFC 7517, RFC 7518 §6, RFC 8037). Private members are refused; members
 * that are not understood (`x5c` and others) are ignored, as RFC 7517 §4 demands.
 */
export const PublicJwk = z
  .discriminatedUnion('kty', [
    z.object({ kty: z.literal('RSA'), n: base64url, e: base64url, ...shared }),
    z.object({
      kty: z.literal('EC'),
      crv: z.enum(['P-256', 'P-384', 'P-521']),
      x: base64url,
      y: base64url,
      ...shared,
    }),
    z.object({ kty: z.literal('OKP'), crv: z.enum(['Ed25519']), x: base64url, ...shared }),
  ])
  .meta({ id: 'PublicJwk' });
export type PublicJwk = z.infer<typeof PublicJwk>;

/** A JWK Set document (RFC 7517 §5). */
export const Jwks = z.object({ keys: z.array(PublicJwk) }).meta({ id: 'Jwks' });
export type Jwks = z.infer<typeof Jwks>;
