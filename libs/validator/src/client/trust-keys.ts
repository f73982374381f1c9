import { createPublicKey, type KeyObject } from 'node:crypto';
import { MAX_TRUST_KEYS } from '@accord/contract';
import { z } from 'zod';

const PinnedJwk = z.object({
  // What comes out of a JSON file is any text to the compiler.
  kty: z.string().pipe(z.literal('OKP')),
  crv: z.string().pipe(z.literal('Ed25519')),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  kid: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^,\s]+$/, 'must not contain commas or white space'),
  d: z.undefined({ error: 'is a private key; pin the public key only' }).optional(),
});

/**
 * A bundle key of the control plane, pinned by the service: an Ed25519 public key as JWK (RFC 8037 §2) with its
 * `kid`. Further members are ignored; a private key is refused.
 *
 * @example
 * ```ts
 * import type { TrustKey } from '@accord/validator';
 *
 * export const trustKeys: TrustKey[] = [
 *   { kty: 'OKP', crv: 'Ed25519', kid: 'bundle-1', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
 * ];
 * ```
 */
export type TrustKey = z.input<typeof PinnedJwk>;

/** Pinned bundle keys by kid. */
export type TrustKeys = ReadonlyMap<string, KeyObject>;

/**
 * Reads the keys that a caller pins: a list of JWKs, or a JWK Set as `/v1/trust/keys.json` serves it.
 * @throws TypeError that names the offending key
 */
export function importTrustKeys(
  pinned: readonly TrustKey[] | { readonly keys: readonly TrustKey[] },
): TrustKeys {
  const list = Symbol.iterator in pinned ? pinned : pinned.keys;
  if (list.length === 0) throw new TypeError('trustKeys is empty: pin at least one bundle key');
  if (list.length > MAX_TRUST_KEYS) {
    throw new TypeError(
      `trustKeys has ${list.length} keys: pin at most ${MAX_TRUST_KEYS}, and leave retired ones out`,
    );
  }
  const keys = new Map<string, KeyObject>();
  for (const [index, candidate] of list.entries()) {
    const parsed = PinnedJwk.safeParse(candidate);
    if (!parsed.success) throw new TypeError(`trustKeys[${index}]: ${z.prettifyError(parsed.error)}`);
    const { kty, crv, x, kid } = parsed.data;
    if (keys.has(kid)) throw new TypeError(`trustKeys[${index}]: kid ${JSON.stringify(kid)} is pinned twice`);
    keys.set(kid, createPublicKey({ key: { kty, crv, x }, format: 'jwk' }));
  }
  return keys;
}
