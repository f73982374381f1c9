import type { Algorithm, Jwks, KeyState, PublicJwk } from '@accord/contract';
import { jwksKeys } from './jwks-keys.js';

/** A key with the public JWK that was stored for it. */
export interface ServedKey {
  readonly kid: string;
  readonly alg: Algorithm;
  readonly state: KeyState;
  readonly publishedAt: number | null;
  readonly publicJwk: PublicJwk;
}

/**
 * The issuer's JWKS document (RFC 7517 §5): every served key with `kid`, `kty`, `use: "sig"`, `alg` and its public
 * members (RFC 7518 §6, RFC 8037), copied by name, so that whatever else was stored can never be served.
 */
export function jwksDocument(keys: readonly ServedKey[]): Jwks {
  return { keys: jwksKeys(keys).map(servedJwk) };
}

function servedJwk({ kid, alg, publicJwk: jwk }: ServedKey): PublicJwk {
  const named = { kid, use: 'sig' as const, alg };
  switch (jwk.kty) {
    case 'RSA':
      return { ...named, kty: jwk.kty, n: jwk.n, e: jwk.e };
    case 'EC':
      return { ...named, kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y };
    case 'OKP':
      return { ...named, kty: jwk.kty, crv: jwk.crv, x: jwk.x };
  }
}
