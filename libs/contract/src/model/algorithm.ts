import { z } from 'zod';

/**
 * Signature algorithms that a contract may allow (RFC 7518 §3.1, RFC 8037, RFC 9864). `none` and HS* are not
 * in the list on purpose: no contract can be written that accepts them.
 */
export const Algorithm = z
  .enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])
  .meta({ id: 'Algorithm', title: 'Signature algorithm', description: 'RFC 7518 §3.1, RFC 8037, RFC 9864.' });
export type Algorithm = z.infer<typeof Algorithm>;
