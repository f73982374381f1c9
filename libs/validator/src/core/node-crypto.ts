import {
  constants,
  createHash,
  createPublicKey,
  createVerify,
  verify,
  type KeyObject,
  type VerifyKeyObjectInput,
  type VerifyPublicKeyInput,
} from 'node:crypto';
import type { Algorithm, PublicJwk } from '@accord/contract';
import { ecdsaSigValue } from './ecdsa-sig-value.js';

/**
 * The only file of the core that uses Node's crypto, so that another runtime can bring its own.
 */
export type CheckSignature = (data: Buffer, signature: Buffer) => boolean;

type VerifyKey = KeyObject | VerifyKeyObjectInput | VerifyPublicKeyInput;

/** base64url(SHA-256(UTF-8 of the text)). */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

/** What an imported key is like; decides whether it is strong enough. */
export interface ImportedKey {
  readonly handle: KeyObject;
  /** 0 for keys that are not RSA. */
  readonly modulusBits: number;
}

/** Imports a public JWK. Throws when the key is broken, for example a point that is not on its curve. */
export function importJwk(jwk: PublicJwk): ImportedKey {
  const read = createPublicKey({ key: jwk, format: 'jwk' });
  // OpenSSL 3 converts a key that was put together from numbers for each signature: 1 of 100 of what that takes.
  const key = read.export({ type: 'spki', format: 'der' });
  const handle = createPublicKey({ key, type: 'spki', format: 'der' });
  return { handle, modulusBits: handle.asymmetricKeyDetails?.modulusLength ?? 0 };
}

/** Bytes of r and of s (RFC 7518 §3.4). */
const COORDINATE_BYTES: Partial<Record<Algorithm, number>> = { ES256: 32, ES384: 48, ES512: 66 };

/** Binds a key to one algorithm: what comes out can check signatures of that algorithm and of no other. */
export function bindKey(handle: KeyObject, alg: Algorithm): CheckSignature {
  if (alg === 'EdDSA' || alg === 'Ed25519') return (data, signature) => verify(null, data, handle, signature);
  const digest = `sha${alg.slice(2)}`;
  const pairSize = COORDINATE_BYTES[alg];
  if (pairSize !== undefined) {
    const check = checkWith(digest, handle);
    return (data, signature) => isSignaturePair(signature, pairSize) && check(data, ecdsaSigValue(signature));
  }
  const modulus = modulusOf(handle);
  // PKCS #1 v1.5 is what an RSA key means without options.
  const check = checkWith(digest, alg.startsWith('RS') ? handle : asPssKey(handle));
  return (data, signature) => isRsaSignature(signature, modulus) && check(data, signature);
}

/** The older way takes less time than `verify`, which takes still more with options: 3 to 5 of 100 of a signature of RSA or ECDSA. */
function checkWith(digest: string, key: VerifyKey): CheckSignature {
  return (data, signature) => createVerify(digest).update(data).verify(key, signature);
}

const modulusOf = (handle: KeyObject): Buffer =>
  Buffer.from(handle.export({ format: 'jwk' }).n ?? '', 'base64url');

/**
 * As long as the modulus and below it (RFC 8017 §8.1.2 step 1 and §5.2.2 step 1). OpenSSL takes a PSS signature without
 * its leading zero, Deno one with the modulus added: second spellings of one token.
 */
export function isRsaSignature(signature: Buffer, modulus: Buffer): boolean {
  if (signature.length !== modulus.length) return false;
  let index = 0;
  while (index < modulus.length && signature[index] === modulus[index]) index += 1;
  return (signature[index] ?? 0) < (modulus[index] ?? 0);
}

/** In workerd (Workers of Cloudflare) only key material may stand beside options, and is imported for each signature. */
function asPssKey(handle: KeyObject): VerifyKey {
  const options = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const key = { key: handle, ...options };
  return isTaken(key) ? key : { key: handle.export({ type: 'spki', format: 'pem' }), ...options };
}

function isTaken(key: VerifyKey): boolean {
  try {
    createVerify('sha256').verify(key, Buffer.alloc(0));
    return true;
  } catch {
    return false;
  }
}

/** Two numbers of exactly the right length, neither of them zero (CVE-2022-21449). */
export function isSignaturePair(signature: Buffer, size: number): boolean {
  return signature.length === 2 * size && !isZero(signature, 0, size) && !isZero(signature, size, 2 * size);
}

/** In the path of every token: without a view of each number. The first byte mostly decides. */
function isZero(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (bytes[index] !== 0) return false;
  return true;
}
