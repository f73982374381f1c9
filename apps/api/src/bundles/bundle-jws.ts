import { createHash, type KeyObject, sign } from 'node:crypto';
import { BUNDLE_TYP } from '@accord/contract';
import canonicalize from 'canonicalize';

/** A key that signs bundles and their freshness. `kid` is the RFC 7638 thumbprint. */
export interface BundleKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** A signed bundle as it goes over the wire. */
export interface SignedBundle {
  readonly body: Buffer;
  /** strong entity tag, quotes included */
  readonly etag: string;
}

/**
 * Signs a payload as compact JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037). Payload and header are
 * canonical (RFC 8785) and Ed25519 is deterministic: the same input is the same bytes in every process.
 */
export function signCompact(typ: string, payload: object, key: BundleKey): string {
  const header = encode({ alg: 'EdDSA', kid: key.kid, typ });
  const input = `${header}.${encode(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** Signs a bundle; the ETag is the SHA-256 of the body. */
export function signBundle(payload: object, key: BundleKey): SignedBundle {
  const body = Buffer.from(signCompact(BUNDLE_TYP, payload, key));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** RFC 7638 thumbprint (SHA-256) of an Ed25519 public key, given its `x`. */
export function ed25519Thumbprint(x: string): string {
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  return createHash('sha256').update(members).digest('base64url');
}

function encode(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The value has no canonical JSON form.');
  return Buffer.from(text).toString('base64url');
}
