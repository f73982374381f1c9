import {
  constants,
  createHash,
  createPublicKey,
  createVerify,
  verify,
  type KeyObject,
  type SigningOptions,
  type VerifyKeyObjectInput,
} from 'node:crypto';
import type { Algorithm, PublicJwk } from '@accord/contract';

/**
 * The only file of the core that uses Node's crypto, so that another runtime can bring its own.
 */
export type CheckSignature = (data: Buffer, signature: Buffer) => boolean;

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
  const handle = createPublicKey({ key: jwk, format: 'jwk' });
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
    const check = checkWith(digest, handle, { dsaEncoding: 'ieee-p1363' });
    return (data, signature) => isSignaturePair(signature, pairSize) && check(data, signature);
  }
  const modulus = modulusOf(handle);
  // Options cost time, and PKCS #1 v1.5 is what an RSA key means without them.
  if (alg.startsWith('RS')) {
    return (data, signature) => isRsaSignature(signature, modulus) && verify(digest, data, handle, signature);
  }
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  const check = checkWith(digest, handle, { padding, saltLength });
  return (data, signature) => isRsaSignature(signature, modulus) && check(data, signature);
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

/**
 * In workerd (Workers of Cloudflare) `verify` takes no imported key beside options, and forgets the padding; `createVerify`
 * heeds it, but takes only key material beside options, and imports that each time.
 */
function checkWith(digest: string, handle: KeyObject, options: SigningOptions): CheckSignature {
  const key = { key: handle, ...options };
  if (isAccepted(key)) return (data, signature) => verify(digest, data, key, signature);
  const material = { key: handle.export({ type: 'spki', format: 'pem' }), ...options };
  return (data, signature) => createVerify(digest).update(data).verify(material, signature);
}

const NOTHING = Buffer.alloc(0);
let accepted: boolean | undefined;

/** Asked once: the answer depends on the runtime, not on the key. */
function isAccepted(key: VerifyKeyObjectInput): boolean {
  return (accepted ??= doesNotThrow(() => verify('sha256', NOTHING, key, NOTHING)));
}

function doesNotThrow(attempt: () => unknown): boolean {
  try {
    attempt();
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
