import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { PublicJwk, type Algorithm } from '@accord/contract';
import { calculateJwkThumbprint } from 'jose';

const generate = promisify(generateKeyPair);
const RSA_BITS = 3072;

export interface GeneratedKey {
  /** The RFC 7638 thumbprint, which cannot be reused for another key. */
  kid: string;
  publicJwk: PublicJwk;
  /** The private JWK as JSON; seal it at once. */
  privateJwk: Buffer;
}

/** Makes a signing key pair for `alg` (RFC 7518 §3.1, RFC 8037). */
export async function generateSigningKey(alg: Algorithm): Promise<GeneratedKey> {
  const { publicKey, privateKey } = await pairFor(alg);
  const bare = publicKey.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint(bare);
  const shared = { kid, alg, use: 'sig' as const };
  return {
    kid,
    publicJwk: PublicJwk.parse({ ...bare, ...shared }),
    privateJwk: Buffer.from(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...shared })),
  };
}

function pairFor(alg: Algorithm): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (alg) {
    case 'RS256':
    case 'RS384':
    case 'RS512':
    case 'PS256':
    case 'PS384':
    case 'PS512':
      return generate('rsa', { modulusLength: RSA_BITS });
    case 'ES256':
      return generate('ec', { namedCurve: 'P-256' });
    case 'ES384':
      return generate('ec', { namedCurve: 'P-384' });
    case 'ES512':
      return generate('ec', { namedCurve: 'P-521' });
    case 'EdDSA':
    case 'Ed25519':
      return generate('ed25519');
  }
}
